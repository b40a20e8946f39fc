package dev.molt.engine.debugger;

import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Threads that the debugger has suspended, and the locks that they hold: none of these can be waited for. */
final class Suspensions {
    private static final String OURS = "dev.molt.";
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
    /** Code of the JDK that loads classes. */
    private static final List<String> LOADING = List.of("java.lang.ClassLoader", "java.net.URLClassLoader", "java.security.SecureClassLoader",
            "jdk.internal.loader.", "java.util.zip.", "java.util.jar.", "java.lang.Class");
    /** A thread that waits here holds locks of the channel or stream alone, as a rule. */
    private static final List<String> INPUT = List.of("sun.nio.", "java.net.", "java.io.");

    private Suspensions() {}

    /** A suspended thread that is inside of Molt, for people; nothing where there is none. */
    static Optional<String> insideOfUs() {
        return find(t -> Arrays.stream(t.getLockedMonitors()).anyMatch(m -> m.getClassName().startsWith(OURS)))
                .map(t -> "the thread \"" + t + "\" is suspended inside of Molt");
    }

    /**
     * A suspended thread that holds a lock which loading a class may need.
     *
     * @param applicationLoads whether a loader of the application's own takes part, which may use any of its locks
     */
    static Optional<String> holdingALock(boolean applicationLoads) {
        return find(t -> mayBeNeeded(t, applicationLoads))
                .map(t -> "the thread \"" + t + "\" is suspended while it holds a lock, for which class loading might have to wait");
    }

    private static boolean mayBeNeeded(ThreadInfo t, boolean applicationLoads) {
        for (MonitorInfo m : t.getLockedMonitors()) {
            StackTraceElement by = m.getLockedStackFrame();
            if (by == null || isOf(by, LOADING) || applicationLoads && isOfApplication(by)) return true;
        }
        StackTraceElement[] stack = t.getStackTrace();
        if (t.getLockedSynchronizers().length == 0 || stack.length == 0) return false;
        if (Arrays.stream(stack).anyMatch(e -> isOf(e, LOADING))) return true;
        return applicationLoads && !isOf(stack[0], INPUT) && Arrays.stream(stack).anyMatch(Suspensions::isOfApplication);
    }

    private static boolean isOfApplication(StackTraceElement e) {
        return !isOf(e, JDK) && !e.getClassName().startsWith(OURS);
    }

    private static boolean isOf(StackTraceElement e, List<String> prefixes) {
        return prefixes.stream().anyMatch(e.getClassName()::startsWith);
    }

    private static Optional<String> find(Predicate<ThreadInfo> inTheWay) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        boolean any = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds())).anyMatch(t -> t != null && t.isSuspended());
        if (!any) return Optional.empty();
        return Arrays.stream(threads.dumpAllThreads(true, true)).filter(ThreadInfo::isSuspended).filter(inTheWay).map(ThreadInfo::getThreadName)
                .findFirst();
    }
}
