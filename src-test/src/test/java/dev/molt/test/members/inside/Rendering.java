package dev.molt.test.members.inside;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers of the JDK as text that is the same in every JVM that gives the same answer. */
final class Rendering {
    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{4,8}\\b");
    private static final Pattern HIDDEN = Pattern.compile("/0x[0-9a-f]+");
    private static final Pattern HANDLE = Pattern.compile("java\\.lang\\.invoke\\.\\w*(MethodHandle|VarHandle)\\w*(\\$\\w+)*");
    private static final Pattern NUMBERED = Pattern.compile("\\$\\$?(Lambda|Proxy|MHProxy|InjectedInvoker)[$/]*\\d*(?:[/$.\\d]*)");

    private Rendering() {}

    static String of(Object value) {
        return normal(text(value));
    }

    static String of(Throwable thrown) {
        if (thrown instanceof InvocationTargetException e && e.getCause() != null) return "ITE(" + of(e.getCause()) + ")";
        String cause = thrown.getCause() == null || thrown.getCause() == thrown ? "" : " caused by " + of(thrown.getCause());
        if (thrown instanceof NullPointerException) return "! NullPointerException" + cause; // its message may be made of local variables
        return normal("! " + thrown.getClass().getName() + ": " + thrown.getMessage()) + cause;
    }

    private static String normal(String text) {
        String plain = HANDLE.matcher(IDENTITY.matcher(text).replaceAll("@x")).replaceAll("$1");
        return NUMBERED.matcher(HIDDEN.matcher(plain).replaceAll("/h")).replaceAll("\\$$1").replace('\n', ' ');
    }

    private static String text(Object value) {
        if (value == null) return "null";
        if (value instanceof Object[] array) return "[" + String.join(", ", sorted(array, Arrays.asList(array))) + "]";
        if (value instanceof Annotation annotation && Proxy.isProxyClass(value.getClass())) return annotation.toString();
        if (value instanceof MethodHandle handle) return "handle" + handle.type() + (handle.isVarargsCollector() ? " varargs" : "");
        if (value instanceof Collection<?> all) return "all of " + sorted(null, all);
        if (value instanceof Optional<?> optional) return "optional " + text(optional.orElse(null));
        if (value.getClass().isArray()) return value.getClass().getSimpleName();
        String text = value.toString();
        return text.equals(value.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(value)))
                ? "a " + value.getClass().getName() : text;
    }

    /** The VM gives members in an order of its own; what is not members keeps its order. */
    private static List<String> sorted(Object[] array, Collection<?> all) {
        List<String> texts = new ArrayList<>();
        for (Object each : all) texts.add(text(each));
        boolean members = array instanceof java.lang.reflect.Member[];
        if (members) texts.sort(null);
        return texts;
    }
}
