package dev.molt.engine.statics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the tables by which switches over an enum jump. Compilers number the cases, and keep an array that is indexed by the ordinals of
 * the constants, made once: it is wrong when the constants change.
 */
public final class SwitchTables {
    /**
     * A table.
     *
     * @param owner internal name of the class with the array
     * @param field name of the static field, an {@code int[]}
     * @param isLazy whether the code makes the table anew when the field is null, as ECJ's does
     * @param cases numbers of the cases, by name of the constant; not for lazy ones
     * @param readers internal names of the classes that read the field; compiled code of theirs may have folded the array, so they
     *        must be redefined as they are when another array takes its place
     */
    public record Table(String owner, String field, boolean isLazy, Map<String, Integer> cases, Set<String> readers) {
        public Table {
            cases = Map.copyOf(cases);
            readers = Set.copyOf(readers);
        }
    }

    private SwitchTables() {}

    /**
     * The tables of an enum.
     *
     * @param enumName internal name
     * @param loaded logical class files of loaded classes that refer to the enum, or to tables of it
     */
    public static List<Table> of(String enumName, Iterable<byte[]> loaded) {
        List<Table> tables = new ArrayList<>();
        List<ClassNode> classes = new ArrayList<>();
        for (byte[] bytes : loaded) {
            ClassNode c = new ClassNode();
            new ClassReader(bytes).accept(c, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
            classes.add(c);
        }
        for (ClassNode c : classes) {
            for (FieldNode f : c.fields) {
                if (!f.desc.equals("[I") || (f.access & Opcodes.ACC_STATIC) == 0 || (f.access & Opcodes.ACC_SYNTHETIC) == 0) continue;
                if (f.name.equals("$SWITCH_TABLE$" + enumName.replace('/', '$'))) {
                    tables.add(new Table(c.name, f.name, true, Map.of(), Set.of()));
                    continue;
                }
                Map<String, Integer> cases = cases(c, f.name, enumName);
                if (cases != null) tables.add(new Table(c.name, f.name, false, cases, readers(classes, c.name, f.name)));
            }
        }
        return tables;
    }

    /**
     * What the static initialiser puts into a table; null where the table is not one of this enum. The stores follow or precede the
     * write of the field, depending on the compiler.
     */
    private static Map<String, Integer> cases(ClassNode c, String field, String enumName) {
        MethodNode m = Segments.initialiser(c);
        if (m == null) return null;
        Map<String, Integer> own = new LinkedHashMap<>();
        Map<String, Integer> pending = new LinkedHashMap<>();
        boolean found = false;
        String array = null;
        String constant = null;
        for (AbstractInsnNode insn : m.instructions) {
            if (insn instanceof FieldInsnNode f && f.desc.equals("[I")) {
                array = f.getOpcode() == Opcodes.GETSTATIC ? f.name : null;
                if (f.getOpcode() != Opcodes.PUTSTATIC) continue;
                if (f.name.equals(field) && !pending.isEmpty()) {
                    own.putAll(pending);
                    found = true;
                }
                pending.clear();
            } else if (insn.getOpcode() == Opcodes.ALOAD) {
                array = null;
            } else if (insn instanceof FieldInsnNode f && f.getOpcode() == Opcodes.GETSTATIC && f.owner.equals(enumName)) {
                constant = f.name;
            } else if (insn instanceof MethodInsnNode call && call.name.equals("values") && call.owner.equals(enumName)) {
                found |= makes(call, field);
            } else if (insn.getOpcode() == Opcodes.IASTORE && constant != null) {
                Integer number = number(insn.getPrevious());
                if (number != null && field.equals(array)) own.put(constant, number);
                else if (number != null && array == null) pending.put(constant, number);
                constant = null;
            }
        }
        return found ? own : null;
    }

    /** Whether {@code values().length} is the length of an array that goes into the field at once. */
    private static boolean makes(MethodInsnNode values, String field) {
        AbstractInsnNode at = values;
        for (int i = 0; i < 3 && at != null; i++) {
            do at = at.getNext(); while (at != null && at.getOpcode() < 0);
        }
        return at instanceof FieldInsnNode f && f.getOpcode() == Opcodes.PUTSTATIC && f.name.equals(field);
    }

    private static Integer number(AbstractInsnNode insn) {
        if (insn instanceof IntInsnNode i) return i.operand;
        if (insn instanceof LdcInsnNode c && c.cst instanceof Integer i) return i;
        int op = insn instanceof InsnNode ? insn.getOpcode() : -1;
        return op >= Opcodes.ICONST_M1 && op <= Opcodes.ICONST_5 ? op - Opcodes.ICONST_0 : null;
    }

    private static Set<String> readers(List<ClassNode> classes, String owner, String field) {
        Set<String> readers = new HashSet<>();
        for (ClassNode c : classes) {
            if (c.name.equals(owner)) continue;
            for (MethodNode m : c.methods) {
                for (AbstractInsnNode insn : m.instructions) {
                    if (insn instanceof FieldInsnNode f && f.owner.equals(owner) && f.name.equals(field)) readers.add(c.name);
                }
            }
        }
        return readers;
    }
}
