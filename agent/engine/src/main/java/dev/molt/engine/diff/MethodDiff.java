package dev.molt.engine.diff;

import dev.molt.engine.classfile.Descriptors;
import dev.molt.engine.classfile.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The differences of a class's methods. Their order means nothing. */
final class MethodDiff {
    private static final int ACC_BRIDGE = 0x40;
    private static final int ACC_NATIVE = 0x100;
    private static final int ACC_SYNTHETIC = 0x1000;

    private final List<Method> loaded;
    private final List<Method> next;
    private final List<Change> changes;
    private final List<Method> replaced = new ArrayList<>();

    MethodDiff(List<Method> loaded, List<Method> next, List<Change> changes) {
        this.loaded = loaded;
        this.next = next;
        this.changes = changes;
    }

    List<Method> replaced() {
        return replaced;
    }

    void run() {
        Map<String, Method> come = new LinkedHashMap<>();
        for (Method m : next) come.put(m.name() + m.descriptor(), m);
        for (Method before : loaded) {
            Method after = come.remove(before.name() + before.descriptor());
            if (after == null) {
                add(removed(before), before, null);
                replaced.add(before);
            } else {
                compare(before, after);
            }
        }
        for (Method m : come.values()) add(added(m), m, null);
    }

    private void compare(Method before, Method after) {
        int flags = before.access() ^ after.access();
        if ((flags & ~ACC_NATIVE) != 0) {
            String detail = Modifiers.ofMethod(before.access()) + " -> " + Modifiers.ofMethod(after.access());
            add(ChangeKind.METHOD_MODIFIERS, before, detail);
        } else if (flags != 0) {
            boolean wasNative = (before.access() & ACC_NATIVE) != 0;
            add(ChangeKind.METHOD_NATIVE, before, wasNative ? "native -> Java code" : "Java code -> native");
        }
        if (before.bodyHash() != after.bodyHash()) {
            boolean bothHaveCode = before.bodyHash() != 0 && after.bodyHash() != 0;
            if (bothHaveCode) add(body(before), before, null);
            replaced.add(before);
        } else if (before.debugHash() != after.debugHash()) {
            add(ChangeKind.DEBUG_INFO, before, null);
        }
        if (!Objects.equals(before.signature(), after.signature())) {
            add(ChangeKind.METHOD_SIGNATURE, before, before.signature() + " -> " + after.signature());
        }
        if (!before.exceptions().equals(after.exceptions())) {
            add(ChangeKind.METHOD_EXCEPTIONS, before, names(before.exceptions()) + " -> " + names(after.exceptions()));
        }
        if (before.annotationsHash() != after.annotationsHash()) add(ChangeKind.METHOD_ANNOTATIONS, before, null);
        if (before.parameterAnnotationsHash() != after.parameterAnnotationsHash()) add(ChangeKind.PARAMETER_ANNOTATIONS, before, null);
        if (before.defaultHash() != after.defaultHash()) add(ChangeKind.ANNOTATION_DEFAULT, before, null);
        if (!sameParameters(before.parameters(), after.parameters())) add(ChangeKind.METHOD_PARAMETERS, before, null);
    }

    private static boolean sameParameters(List<Method.Parameter> before, List<Method.Parameter> after) {
        return before.isEmpty() == after.isEmpty() && (before.isEmpty() || before.equals(after));
    }

    private void add(ChangeKind kind, Method method, String detail) {
        changes.add(new Change(kind, method.text(), detail));
    }

    private static ChangeKind added(Method m) {
        if (m.isConstructor()) return ChangeKind.CONSTRUCTOR_ADDED;
        if (m.isStaticInitializer()) return ChangeKind.STATIC_INITIALIZER_ADDED;
        if (isLambda(m)) return ChangeKind.LAMBDA_ADDED;
        if ((m.access() & ACC_BRIDGE) != 0) return ChangeKind.BRIDGE_ADDED;
        return isSynthetic(m) ? ChangeKind.SYNTHETIC_METHOD_ADDED : ChangeKind.METHOD_ADDED;
    }

    private static ChangeKind removed(Method m) {
        if (m.isConstructor()) return ChangeKind.CONSTRUCTOR_REMOVED;
        if (m.isStaticInitializer()) return ChangeKind.STATIC_INITIALIZER_REMOVED;
        if (isLambda(m)) return ChangeKind.LAMBDA_REMOVED;
        if ((m.access() & ACC_BRIDGE) != 0) return ChangeKind.BRIDGE_REMOVED;
        return isSynthetic(m) ? ChangeKind.SYNTHETIC_METHOD_REMOVED : ChangeKind.METHOD_REMOVED;
    }

    private static ChangeKind body(Method m) {
        if (m.isConstructor()) return ChangeKind.CONSTRUCTOR_BODY;
        if (m.isStaticInitializer()) return ChangeKind.STATIC_INITIALIZER_BODY;
        return isLambda(m) ? ChangeKind.LAMBDA_BODY : ChangeKind.METHOD_BODY;
    }

    private static boolean isSynthetic(Method m) {
        return (m.access() & ACC_SYNTHETIC) != 0;
    }

    private static boolean isLambda(Method m) {
        return isSynthetic(m) && m.name().startsWith("lambda$");
    }

    private static String names(List<String> exceptions) {
        if (exceptions.isEmpty()) return "none";
        return exceptions.stream().map(Descriptors::className).collect(Collectors.joining(", "));
    }
}
