package dev.molt.engine.linkage;

/** Which classes may hold which ones without keeping an application alive that was dropped. */
final class Lifetimes {
    private Lifetimes() {}

    /** Whether a class lives at least as long as the code that is to hold it: its loader is the code's own or an ancestor of that. */
    static boolean outlives(Class<?> held, Class<?> code) {
        ClassLoader loader = held.getClassLoader();
        if (isPermanent(loader)) return true;
        for (ClassLoader l = code.getClassLoader(); l != null; l = l.getParent()) {
            if (l == loader) return true;
        }
        return false;
    }

    /** Whether a loader lives as long as the JVM. */
    static boolean isPermanent(ClassLoader loader) {
        for (ClassLoader l = ClassLoader.getSystemClassLoader(); l != null; l = l.getParent()) {
            if (l == loader) return true;
        }
        return loader == null;
    }
}
