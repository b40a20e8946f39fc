package dev.molt.engine.statics;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.evolve.Member;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.objectweb.asm.Opcodes;

/**
 * Fields whose type changed while the name stayed. The value survives where Java would assign it to the new type (JLS 5.2), where the new
 * type is another way to write or hold the same (a character as a string, a number in an atomic one), and where it happens to be of the
 * new type.
 *
 * <p>A static field that becomes an instance field, or the other way round, is another field: there is not one value for each.
 */
public final class Conversions {
    private static final String PRIMITIVES = "BSIJFD";
    private static final Map<String, String> BOXES = Map.of("Z", "Ljava/lang/Boolean;", "B", "Ljava/lang/Byte;", "S",
            "Ljava/lang/Short;", "C", "Ljava/lang/Character;", "I", "Ljava/lang/Integer;", "J", "Ljava/lang/Long;", "F",
            "Ljava/lang/Float;", "D", "Ljava/lang/Double;");
    /** What else can hold values of a type, by the type of the holder. */
    private static final Map<String, String> HOLDERS = Map.of("Ljava/util/concurrent/atomic/AtomicInteger;", "BSI",
            "Ljava/util/concurrent/atomic/AtomicLong;", "BSIJ", "Ljava/util/concurrent/atomic/AtomicBoolean;", "Z", "Ljava/lang/String;", "C");

    private Conversions() {}

    /**
     * The conversions between two versions.
     *
     * @return by added instance field of the new version, the field of the running one that its value may come from
     */
    public static Map<Member, Member> of(ClassFile running, ClassFile next) {
        Map<Member, Member> all = new HashMap<>();
        for (Field f : next.fields()) {
            if (isStatic(f) || running.field(f.name(), f.descriptor()) != null) continue;
            for (Field old : running.fields()) {
                boolean retyped = old.name().equals(f.name()) && !isStatic(old) && next.field(old.name(), old.descriptor()) == null;
                boolean objects = old.descriptor().length() > 1 && f.descriptor().length() > 1;
                if (!retyped || !objects && !isConvertible(old.descriptor(), f.descriptor())) continue;
                all.put(new Member(f.name(), f.descriptor()), new Member(old.name(), old.descriptor()));
            }
        }
        return all;
    }

    /** Whether every value of a type becomes one of another type, null apart; more than {@link #isAssignable}. */
    public static boolean isConvertible(String from, String to) {
        return isAssignable(from, to) || isHeld(from, to);
    }

    private static boolean isHeld(String from, String to) {
        String primitive = from.length() == 1 ? from : unboxed(from);
        return primitive != null && HOLDERS.getOrDefault(to, "").contains(primitive);
    }

    private static boolean isStatic(Field f) {
        return (f.access() & Opcodes.ACC_STATIC) != 0;
    }

    /**
     * Whether every value of a type can be assigned to another one, as far as that is certain without looking at other classes. Null is
     * assigned to a primitive type as its default value.
     *
     * @param from descriptor
     * @param to descriptor
     */
    public static boolean isAssignable(String from, String to) {
        if (from.equals(to) || to.equals("Ljava/lang/Object;")) return true;
        boolean fromPrimitive = from.length() == 1;
        boolean toPrimitive = to.length() == 1;
        if (fromPrimitive && toPrimitive) return isWidening(from, to);
        if (fromPrimitive) return isReferenceAssignable(BOXES.get(from), to);
        String unboxed = unboxed(from);
        if (toPrimitive) return unboxed != null && (unboxed.equals(to) || isWidening(unboxed, to));
        return isReferenceAssignable(from, to);
    }

    private static boolean isWidening(String from, String to) {
        if (from.equals("C")) return to.length() == 1 && "IJFD".contains(to);
        return PRIMITIVES.contains(from) && PRIMITIVES.indexOf(from) < PRIMITIVES.indexOf(to);
    }

    private static boolean isReferenceAssignable(String from, String to) {
        if (from.equals(to) || to.equals("Ljava/lang/Object;")) return true;
        if (from.startsWith("[")) {
            if (to.equals("Ljava/lang/Cloneable;") || to.equals("Ljava/io/Serializable;")) return true;
            boolean references = from.length() > 2 && to.startsWith("[") && to.length() > 2;
            return references && isReferenceAssignable(from.substring(1), to.substring(1));
        }
        return from.startsWith("Ljava/") && to.startsWith("Ljava/") && isSubtypeInTheJdk(from, to);
    }

    private static boolean isSubtypeInTheJdk(String from, String to) {
        try {
            return platform(to).isAssignableFrom(platform(from));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Class<?> platform(String descriptor) throws ClassNotFoundException {
        String name = descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
        return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
    }

    private static String unboxed(String descriptor) {
        for (Map.Entry<String, String> e : BOXES.entrySet()) {
            if (e.getValue().equals(descriptor)) return e.getKey();
        }
        return null;
    }

    /**
     * Converts a value.
     *
     * @param value boxed, where its type is a primitive one
     * @param to descriptor of a type that the value's type is convertible to; a value that needs no conversion comes back as it is
     * @return boxed likewise
     */
    public static Object convert(Object value, String to) {
        if (value != null && HOLDERS.containsKey(to)) return held(value, to);
        boolean character = value instanceof Character;
        Number number = character ? Integer.valueOf((Character) value) : value instanceof Number n ? n : Integer.valueOf(0);
        return switch (to) {
            case "Z" -> value == null ? Boolean.FALSE : value;
            case "C" -> value == null ? Character.valueOf('\0') : value;
            case "B" -> number.byteValue();
            case "S" -> number.shortValue();
            case "I" -> number.intValue();
            case "J" -> number.longValue();
            case "F" -> number.floatValue();
            case "D" -> number.doubleValue();
            default -> value;
        };
    }

    private static Object held(Object value, String to) {
        if (value instanceof Character c) return c.toString();
        if (value instanceof Boolean b) return new AtomicBoolean(b);
        if (!(value instanceof Number n) || !isPlain(n)) return value;
        return to.endsWith("AtomicLong;") ? new AtomicLong(n.longValue()) : new AtomicInteger(n.intValue());
    }

    private static boolean isPlain(Number n) {
        return n instanceof Byte || n instanceof Short || n instanceof Integer || n instanceof Long;
    }
}
