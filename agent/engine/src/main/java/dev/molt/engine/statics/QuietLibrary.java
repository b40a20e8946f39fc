package dev.molt.engine.statics;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/** Which methods of the JDK can be called once more without anybody noticing: makers of values and collections. */
final class QuietLibrary {
    private static final Set<String> VALUES = Set.of("java/lang/Integer", "java/lang/Long", "java/lang/Short", "java/lang/Byte",
            "java/lang/Character", "java/lang/Boolean", "java/lang/Float", "java/lang/Double", "java/math/BigDecimal", "java/math/BigInteger",
            "java/time/Duration", "java/time/Period", "java/lang/String", "java/util/regex/Pattern", "java/util/Optional", "java/lang/Enum");
    private static final Set<String> MADE = Set.of("java/lang/Object", "java/lang/StringBuilder", "java/lang/String", "java/lang/ThreadLocal",
            "java/lang/IllegalArgumentException", "java/lang/IllegalStateException", "java/lang/NullPointerException");
    private static final Set<String> STATELESS = Set.of("java/lang/Math", "java/lang/StrictMath", "java/nio/charset/Charset",
            "java/util/concurrent/TimeUnit");

    private QuietLibrary() {}

    static boolean isQuiet(MethodInsnNode call) {
        return switch (call.getOpcode()) {
            case Opcodes.INVOKESPECIAL -> call.name.equals("<init>") && isMade(call.owner);
            case Opcodes.INVOKESTATIC -> isFactory(call);
            // What is appended to was made here: nobody else uses a builder of strings.
            default -> VALUES.contains(call.owner) || call.owner.equals("java/lang/StringBuilder");
        };
    }

    /** Collections, atomics, locks, values: what is made without asking anybody. */
    private static boolean isMade(String type) {
        return isUtility(type) || type.startsWith("java/math/") || MADE.contains(type);
    }

    private static boolean isUtility(String type) {
        return type.startsWith("java/util/") && !type.startsWith("java/util/logging/") && !type.startsWith("java/util/prefs/")
                && !type.startsWith("java/util/jar/") && !type.startsWith("java/util/zip/");
    }

    /** What returns nothing changes an argument, and so does what adds to it. */
    private static boolean isFactory(MethodInsnNode call) {
        if (call.desc.endsWith(")V")) return false;
        if (VALUES.contains(call.owner) || STATELESS.contains(call.owner)) return !call.name.startsWith("get");
        return isUtility(call.owner) && !call.name.startsWith("get") && !call.name.startsWith("add");
    }
}
