package dev.molt.engine.match;

import dev.molt.engine.classfile.CodeText;
import dev.molt.engine.evolve.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Where each method that is the body of a lambda expression is used, and where each class is instantiated. */
final class Sites {
    private static final int AROUND = 3;

    private final Remapper names;
    private final Map<String, Site> sites = new HashMap<>();

    Sites(Version version, Remapper names) {
        this.names = names;
        for (ClassNode c : version.classes()) {
            for (MethodNode m : c.methods) scan(c, m);
        }
    }

    /** @param key as {@link Thing#key()} */
    Site of(String key) {
        return sites.get(key);
    }

    private void scan(ClassNode c, MethodNode m) {
        Member method = new Member(m.name, m.desc);
        int index = 0;
        for (AbstractInsnNode insn : m.instructions) {
            if (insn instanceof InvokeDynamicInsnNode dynamic) {
                for (Object argument : dynamic.bsmArgs) {
                    if (!(argument instanceof Handle h) || !h.getOwner().equals(c.name)) continue;
                    String role = Type.getReturnType(dynamic.desc).getInternalName() + "." + dynamic.name
                            + (dynamic.bsmArgs[0] instanceof Type erased ? erased.getDescriptor() : "");
                    put(Thing.key(c.name, h.getName(), h.getDesc()), new Site(c.name, method, index++, role, context(insn, insn)));
                }
            } else if (insn.getOpcode() == Opcodes.NEW) {
                String type = ((TypeInsnNode) insn).desc;
                AbstractInsnNode made = constructorCall(insn, type);
                put(type, new Site(c.name, method, index++, constant(c, type, made), context(insn, made)));
            } else if (insn instanceof MethodInsnNode call && call.getOpcode() == Opcodes.INVOKESTATIC && call.name.startsWith("access$")) {
                put(Thing.key(call.owner, call.name, call.desc), new Site(c.name, method, index++, "", List.of()));
            }
        }
    }

    private void put(String key, Site site) {
        sites.putIfAbsent(key, site);
    }

    private static AbstractInsnNode constructorCall(AbstractInsnNode made, String type) {
        for (AbstractInsnNode at = made; at != null; at = at.getNext()) {
            if (at instanceof MethodInsnNode call && call.name.equals("<init>") && call.owner.equals(type)) return at;
        }
        return made;
    }

    /** The name of the enum constant that an instance of a class of its own becomes, or an empty text. */
    private static String constant(ClassNode c, String type, AbstractInsnNode made) {
        AbstractInsnNode next = next(made);
        boolean kept = (c.access & Opcodes.ACC_ENUM) != 0 && next != null && next.getOpcode() == Opcodes.PUTSTATIC;
        return kept && ((FieldInsnNode) next).desc.equals("L" + c.name + ";") && !type.equals(c.name) ? ((FieldInsnNode) next).name : "";
    }

    private List<String> context(AbstractInsnNode first, AbstractInsnNode last) {
        List<AbstractInsnNode> around = new ArrayList<>();
        AbstractInsnNode at = first;
        for (int i = 0; i < AROUND && (at = previous(at)) != null; i++) around.add(at);
        at = last;
        for (int i = 0; i < AROUND && (at = next(at)) != null; i++) around.add(at);
        return CodeText.words(around, names);
    }

    private static AbstractInsnNode next(AbstractInsnNode insn) {
        AbstractInsnNode at = insn.getNext();
        while (at != null && at.getOpcode() < 0) at = at.getNext();
        return at;
    }

    private static AbstractInsnNode previous(AbstractInsnNode insn) {
        AbstractInsnNode at = insn.getPrevious();
        while (at != null && at.getOpcode() < 0) at = at.getPrevious();
        return at;
    }
}
