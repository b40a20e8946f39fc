package dev.molt.engine.linkage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.regex.Pattern;

/**
 * Tests of receivers, as pieces of call sites. The handles are bound before they are cast: a handle remembers the last type that it was cast
 * to, and ours live longer than an application's types may.
 */
final class Null {
    /** The names that the VM's own message shortens. */
    private static final Pattern ABBREVIATED = Pattern.compile("(?<![\\w.$])java\\.lang\\.(Object|String)(?![\\w$])");
    private static final MethodHandle IS_NULL;
    private static final MethodHandle IS_EXACTLY;
    private static final MethodHandle FAIL;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            IS_NULL = lookup.findStatic(Null.class, "isNull", MethodType.methodType(boolean.class, Reference.class, Object.class));
            IS_EXACTLY = lookup.findStatic(Null.class, "isExactly", MethodType.methodType(boolean.class, Class.class, Object.class));
            FAIL = lookup.findStatic(Null.class, "fail", MethodType.methodType(void.class, Reference.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Null() {}

    private static boolean isNull(Reference reference, Object receiver) {
        return receiver == null;
    }

    private static boolean isExactly(Class<?> type, Object receiver) {
        return receiver != null && receiver.getClass() == type;
    }

    /** Whether an object is of this very class. */
    static MethodHandle isExactly(Class<?> type, Class<?> declared) {
        return IS_EXACTLY.bindTo(type).asType(MethodType.methodType(boolean.class, declared));
    }

    /** Puts the check of the receiver before a target that has it as its first parameter. */
    static MethodHandle check(MethodHandle target, Reference reference) {
        MethodType type = target.type();
        MethodHandle test = IS_NULL.bindTo(reference).asType(MethodType.methodType(boolean.class, type.parameterType(0)));
        MethodHandle fail = MethodHandles.foldArguments(MethodHandles.empty(type), FAIL.bindTo(reference));
        return MethodHandles.guardWithTest(test, fail, target);
    }

    private static void fail(Reference reference) {
        throw failure(reference);
    }

    static NullPointerException failure(Reference reference) {
        String problem = switch (reference.kind()) {
            case GET -> "Cannot read field \"" + reference.name() + "\"";
            case PUT -> "Cannot assign field \"" + reference.name() + "\"";
            default -> "Cannot invoke \"" + ABBREVIATED.matcher(reference.owner().replace('/', '.') + "."
                    + LinkFailure.call(reference.name(), reference.methodType())).replaceAll("$1") + "\"";
        };
        return LinkFailure.trimmed(new NullPointerException(problem));
    }
}
