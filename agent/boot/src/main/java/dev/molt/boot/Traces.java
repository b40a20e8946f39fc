package dev.molt.boot;

import java.util.Arrays;
import java.util.function.Supplier;

/** Stack traces as the source has them: without frames of the update engine, without helpers in companions. */
public final class Traces {
    private static final String BOOT = "dev.molt.boot.";
    private static final String ENGINE = "dev.molt.engine.";
    private static final String HELPER = "molt$";
    private static final String BODY = "molt$init";
    private static final String CONSTRUCTOR = "<init>";

    /** The thread that is to see stacks as the VM has them, or null. */
    private static volatile Thread untouched;

    private Traces() {}

    /** Lets something see the stacks of threads, on this thread, with companions and all. One at a time. */
    public static synchronized <T> T untouched(Supplier<T> what) {
        untouched = Thread.currentThread();
        try {
            return what.get();
        } finally {
            untouched = null;
        }
    }

    private static boolean isUntouched() {
        Thread thread = untouched;
        return thread != null && thread == Thread.currentThread();
    }

    /** Called with what the VM made of stacks; innermost frame first. */
    public static StackTraceElement[] shown(StackTraceElement[] trace) {
        if (trace == null || isUntouched()) return trace;
        StackTraceElement[] shown = trace;
        for (int i = 0; i < trace.length; i++) {
            StackTraceElement e = trace[i];
            if (e == null) return trace;
            String name = e.getClassName();
            String logical = View.shown(name);
            if (logical == name) continue;
            if (shown == trace) shown = trace.clone();
            String method = method(e.getMethodName());
            shown[i] = new StackTraceElement(e.getClassLoaderName(), e.getModuleName(), e.getModuleVersion(), logical, method,
                    e.getFileName(), e.getLineNumber());
        }
        return withoutOurs(shown);
    }

    /** The name that a frame's method is to be seen under. */
    public static String method(String name) {
        return BODY.equals(name) && !isUntouched() ? CONSTRUCTOR : name;
    }

    /** As {@link #shown(StackTraceElement[])}, for several threads. */
    public static StackTraceElement[][] shown(StackTraceElement[][] traces) {
        if (traces == null) return null;
        for (int i = 0; i < traces.length; i++) traces[i] = shown(traces[i]);
        return traces;
    }

    private static StackTraceElement[] withoutOurs(StackTraceElement[] trace) {
        int kept = 0;
        StackTraceElement[] result = null;
        for (int i = 0; i < trace.length; i++) {
            int end = i;
            String name = trace[i].getClassName();
            if (isOurs(name) || isHelper(trace[i].getMethodName()) || isLinking(name)) end = endOfOurs(trace, i);
            else if (i > 0 && isLead(trace[i], trace[i - 1])) end = i + 1;
            if (end > i && result == null) {
                result = trace.clone();
                kept = i;
            }
            if (end > i) i = end - 1;
            else if (result != null) result[kept++] = trace[i];
        }
        return result == null ? trace : Arrays.copyOf(result, kept);
    }

    /** Whether a frame is of a constructor that does nothing but call its body beside the class, which has a frame of its own. */
    private static boolean isLead(StackTraceElement frame, StackTraceElement inner) {
        return frame.getLineNumber() < 0 && frame.getMethodName().equals(CONSTRUCTOR) && inner.getMethodName().equals(CONSTRUCTOR)
                && frame.getClassName().equals(inner.getClassName());
    }

    /**
     * Where a run of frames ends that the update engine put on the stack: its own, those of the JDK between them, and those of the VM's
     * linkage below. Frames of the engine that no boot class called are its own affair, and stay.
     */
    private static int endOfOurs(StackTraceElement[] trace, int start) {
        int end = start;
        for (int i = start; i < trace.length; i++) {
            String name = trace[i].getClassName();
            if (name.startsWith(BOOT) || isHelper(trace[i].getMethodName())) end = i + 1;
            else if (end > start || !name.startsWith(ENGINE) && !isJdk(name)) break;
        }
        while (end > start && end < trace.length && trace[end].getClassName().startsWith("java.lang.invoke.")) end++;
        return end;
    }

    private static boolean isLinking(String name) {
        return name.startsWith("java.lang.invoke.");
    }

    private static boolean isJdk(String name) {
        return name.startsWith("java.") || name.startsWith("jdk.internal.") || name.startsWith("sun.");
    }

    static boolean isOurs(String className) {
        return className.startsWith("dev.molt.") && (className.startsWith(BOOT) || className.startsWith(ENGINE));
    }

    static boolean isHelper(StackWalker.StackFrame frame) {
        try {
            return isHelper(frame.getMethodName());
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    /** As for traces. The inner frame may be one that the walk has not filled yet. */
    static boolean isLead(StackWalker.StackFrame frame, StackWalker.StackFrame inner, Class<?> type) {
        try {
            return type.getName().equals(inner.getClassName()) && CONSTRUCTOR.equals(inner.getMethodName()) && CONSTRUCTOR.equals(frame.getMethodName())
                    && frame.getLineNumber() < 0;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean isHelper(String method) {
        return method.startsWith(HELPER);
    }
}
