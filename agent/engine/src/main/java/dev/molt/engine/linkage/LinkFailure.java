package dev.molt.engine.linkage;

import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The errors that the VM throws where a reference does not link (JVMS 5.4.3), with its words and without our frames. */
final class LinkFailure {
    private static final String EXPECTED = "Expected ";

    private LinkFailure() {}

    static NoSuchMethodError noMethod(Class<?> owner, String name, MethodType type) {
        return new NoSuchMethodError("'" + signature(owner, name, type) + "'");
    }

    static NoSuchFieldError noField(Class<?> owner, String name, Class<?> type) {
        return new NoSuchFieldError("Class " + owner.getName() + " does not have member field '" + type.getTypeName() + " " + name + "'");
    }

    static IncompatibleClassChangeError kind(String expected, Class<?> owner, String name, MethodType type) {
        return new IncompatibleClassChangeError(EXPECTED + expected + " method '" + signature(owner, name, type) + "'");
    }

    static IncompatibleClassChangeError fieldKind(String expected, Class<?> owner, String name) {
        return new IncompatibleClassChangeError(EXPECTED + expected + " field " + owner.getName() + "." + name);
    }

    static AbstractMethodError noImplementation(Class<?> receiver, Class<?> owner, String name, MethodType type) {
        return new AbstractMethodError("Receiver class " + receiver.getName() + " does not define or inherit an implementation of the resolved "
                + "method 'abstract " + signature(null, name, type) + "' of " + (owner.isInterface() ? "interface " : "abstract class ")
                + owner.getName() + ".");
    }

    static IncompatibleClassChangeError conflict(Class<?> first, Class<?> second, String name) {
        return new IncompatibleClassChangeError("Conflicting default methods: " + first.getName() + "." + name + " " + second.getName() + "." + name);
    }

    static IllegalAccessError access(Class<?> from, String flag, String what) {
        return new IllegalAccessError("class " + from.getName() + " tried to access " + flag + what);
    }

    static String signature(Class<?> owner, String name, MethodType type) {
        return type.returnType().getTypeName() + " " + (owner == null ? "" : owner.getName() + ".") + call(name, type);
    }

    static String call(String name, MethodType type) {
        return name + type.parameterList().stream().map(Class::getTypeName).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Whether the member is not there any more, or not as the code knew it; a failed selection is another matter. */
    static boolean isGone(IncompatibleClassChangeError failure) {
        if (failure instanceof AbstractMethodError) return false;
        return failure.getClass() != IncompatibleClassChangeError.class || failure.getMessage().startsWith(EXPECTED);
    }

    /** Lets the trace start where the application's code called. */
    static <T extends Throwable> T trimmed(T failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        int ours = 0;
        while (ours < trace.length && isOurs(trace[ours].getClassName())) ours++;
        failure.setStackTrace(Arrays.copyOfRange(trace, ours, trace.length));
        return failure;
    }

    private static boolean isOurs(String className) {
        return className.startsWith("dev.molt.engine.") || className.startsWith("dev.molt.boot.") || className.startsWith("java.lang.invoke.");
    }
}
