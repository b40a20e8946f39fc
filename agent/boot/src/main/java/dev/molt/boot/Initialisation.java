package dev.molt.boot;

/** Class initialisation as an access to a static member triggers it (JVMS 5.5). */
final class Initialisation {
    private Initialisation() {}

    /** @throws ExceptionInInitializerError as the access would */
    static void of(Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(type.getName());
        }
    }
}
