package dev.molt.engine.statics;

import dev.molt.engine.evolve.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/**
 * What becomes of the constants of an enum. Constants are the same when they have the same name: those that live are never made again.
 *
 * @param enumName internal name
 * @param before names of the running constants, in order
 * @param after names of those of the new version, in order
 */
public record EnumChange(String enumName, List<String> before, List<String> after) {
    public EnumChange {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** The change between two versions of a class; null where there is none, or where it is not an enum in both. */
    static EnumChange of(ClassNode running, ClassNode next) {
        if ((running.access & next.access & Opcodes.ACC_ENUM) == 0) return null;
        EnumChange change = new EnumChange(next.name, constants(running), constants(next));
        return change.before.equals(change.after) ? null : change;
    }

    /** Names of an enum's constants, in order; empty for other classes. */
    static List<String> constants(ClassNode c) {
        return c.fields.stream().filter(f -> isConstant(c, f)).map(f -> f.name).toList();
    }

    static boolean isConstant(ClassNode c, FieldNode f) {
        return (f.access & Opcodes.ACC_ENUM) != 0 && f.desc.equals("L" + c.name + ";");
    }

    /** The field with the array that {@code values()} copies, or null; its name depends on the compiler. */
    static Member valuesField(ClassNode c) {
        for (FieldNode f : c.fields) {
            if ((f.access & Opcodes.ACC_SYNTHETIC) != 0 && f.desc.equals("[L" + c.name + ";")) return new Member(f.name, f.desc);
        }
        return null;
    }

    public List<String> added() {
        return after.stream().filter(name -> !before.contains(name)).toList();
    }

    public List<String> removed() {
        return before.stream().filter(name -> !after.contains(name)).toList();
    }

    /**
     * The ordinals that living constants must have. Removed ones get those behind the last, so that tables which are indexed by them
     * answer that they do not know the constant, and never with what belongs to another one.
     */
    public Map<String, Integer> ordinals() {
        Map<String, Integer> ordinals = new LinkedHashMap<>();
        List<String> all = new ArrayList<>(after);
        all.addAll(removed());
        for (String name : before) ordinals.put(name, all.indexOf(name));
        return ordinals;
    }

    /**
     * Whether constants that live get other ordinals. Compiled code may have folded the old ones: {@link Enum} must be retransformed
     * (as it is) afterwards, which makes HotSpot throw such code away.
     */
    public boolean movesOrdinals() {
        for (int i = 0; i < before.size(); i++) {
            if (ordinals().get(before.get(i)) != i) return true;
        }
        return false;
    }

    /** The change that takes this one back. */
    public EnumChange reversed() {
        return new EnumChange(enumName, after, before);
    }
}
