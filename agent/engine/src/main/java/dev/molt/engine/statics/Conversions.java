package dev.molt.engine.statics;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;

/**
 * Fields whose type changed while the name stayed: where Java would assign a value of the old type to the new one (JLS 5.2), the value
 * survives.
 *
 * <p>A static field that becomes an instance field, or the other way round, is another field: there is not one value for each.
 */
public final class Conversions {
    private static final String PRIMITIVES = "BSIJFD";
    private static final Map<String, String> BOXES = Map.of("Z", "Ljava/lang/Boolean;", "B", "Ljava/lang/Byte;", "S",
            "Ljava/lang/Short;", "C", "Ljava/lang/Character;", "I", "Ljava/lang/Integer;", "J", "Ljava/lang/Long;", "F",
            "Ljava/lang/Float;", "D", "Ljava/lang/Double;");
    /** Supertypes of the boxes, of strings and of arrays that are certain, whatever the class path. */
    private static final List<String> OF_NUMBERS = List.of("Ljava/lang/Number;", "Ljava/lang/Comparable;", "Ljava/io/Serializable;");

    private Conversions() {}

    /**
     * The conversions between two versions.
     *
     * @return by added instance field of the new version, what it holds in objects that are older
     */
    public static Map<Member, FieldPlace.Initial.Converted> of(ClassFile running, ClassFile next) {
        Map<Member, FieldPlace.Initial.Converted> all = new HashMap<>();
        for (Field f : next.fields()) {
            if (isStatic(f) || running.field(f.name(), f.descriptor()) != null) continue;
            for (Field old : running.fields()) {
                boolean retyped = old.name().equals(f.name()) && !isStatic(old) && next.field(old.name(), old.descriptor()) == null;
                if (!retyped || !isAssignable(old.descriptor(), f.descriptor())) continue;
                all.put(new Member(f.name(), f.descriptor()),
                        new FieldPlace.Initial.Converted(new Member(old.name(), old.descriptor()), false));
            }
        }
        return all;
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
        if (from.equals("Ljava/lang/String;")) {
            return List.of("Ljava/lang/CharSequence;", "Ljava/lang/Comparable;", "Ljava/io/Serializable;").contains(to);
        }
        return unboxed(from) != null && OF_NUMBERS.contains(to) && (isNumber(from) || !to.equals("Ljava/lang/Number;"));
    }

    private static boolean isNumber(String box) {
        return !box.equals("Ljava/lang/Boolean;") && !box.equals("Ljava/lang/Character;");
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
     * @param to descriptor of a type that the value's type is assignable to
     * @return boxed likewise
     */
    public static Object convert(Object value, String to) {
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
}
