package dev.molt.engine.statics;

import dev.molt.engine.classfile.CodeText;
import dev.molt.engine.evolve.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds what the constructors of a new version would give to an added instance field, for objects that are older than the field. That is
 * known where their code is quiet ({@link QuietCode}), where what it takes from the constructor's parameters is kept by fields of the
 * object, and where all constructors agree that may have made the object.
 */
public final class FieldDefaults {
    private static final Remapper AS_WRITTEN = new Remapper(Opcodes.ASM9) {};

    private final ClassNode running;
    private final ClassNode next;
    private final Constructors before;
    private final Constructors after;
    private final Set<Member> added;
    private final QuietCode quiet;
    private final Map<Member, FieldDefault> found = new LinkedHashMap<>();

    private FieldDefaults(ClassNode running, ClassNode next, Set<Member> added, NewVersion classes) {
        this.running = running;
        this.next = next;
        this.added = added;
        before = new Constructors(running);
        after = new Constructors(next);
        quiet = new QuietCode(name -> name.equals(next.name) ? next : classes.find(name), next.name, added);
    }

    /**
     * The initial values of some fields.
     *
     * @param running class file of the version that made the objects
     * @param next class file of the new version
     * @param added instance fields that it declares
     * @param classes the code that its constructors call
     * @return by field; a field that is missing begins with the default value of its type
     */
    public static Map<Member, FieldDefault> of(byte[] running, byte[] next, Set<Member> added, NewVersion classes) {
        boolean any = !added.isEmpty() && ConstructorWrites.any(next, added);
        return any ? new FieldDefaults(read(running), read(next), added, classes).find() : Map.of();
    }

    private static ClassNode read(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES | ClassReader.SKIP_DEBUG);
        return node;
    }

    /** A value may be computed from that of another added field, but in the end not from itself. */
    private Map<Member, FieldDefault> find() {
        Map<Member, List<AbstractInsnNode>> open = new LinkedHashMap<>();
        for (FieldNode f : next.fields) {
            Member field = new Member(f.name, f.desc);
            if ((f.access & Opcodes.ACC_STATIC) != 0 || !added.contains(field)) continue;
            List<AbstractInsnNode> code = agreed(field);
            if (code != null && quiet.isQuiet(code)) open.put(field, code);
        }
        boolean more = true;
        while (more) {
            more = false;
            for (Member field : List.copyOf(open.keySet())) {
                if (!found.keySet().containsAll(addedReadBy(open.get(field)))) continue;
                FieldDefault value = method(field, open.remove(field));
                if (value == null) continue;
                found.put(field, value);
                more = true;
            }
        }
        return found;
    }

    private List<Member> addedReadBy(List<AbstractInsnNode> code) {
        List<Member> reads = new ArrayList<>();
        for (AbstractInsnNode insn : code) {
            if (!(insn instanceof FieldInsnNode f) || !f.owner.equals(next.name) || f.getOpcode() != Opcodes.GETFIELD) continue;
            Member field = new Member(f.name, f.desc);
            if (added.contains(field)) reads.add(field);
        }
        return reads;
    }

    /** What all constructors agree on that may have made the object, or null. */
    private List<AbstractInsnNode> agreed(Member field) {
        List<AbstractInsnNode> agreed = null;
        for (MethodNode m : makers()) {
            if (isMadeByAnother(m)) continue;
            List<AbstractInsnNode> code = value(m, field, local -> kept(m, local));
            if (code == null || agreed != null && !text(agreed).equals(text(code))) return null;
            agreed = code;
        }
        return agreed;
    }

    /** Whether another constructor, which is asked itself, has made the objects: in both versions the same, or the class has it only now. */
    private boolean isMadeByAnother(MethodNode m) {
        Constructors.Delegation now = after.delegation(m);
        MethodNode old = before.all().get(m.desc);
        if (now == null || old == null) return now != null;
        Constructors.Delegation then = before.delegation(old);
        return then != null && then.descriptor().equals(now.descriptor()) && after.all().containsKey(now.descriptor());
    }

    /** Those that the running version has, too; all of them where one of its own is gone. */
    private Collection<MethodNode> makers() {
        boolean allThere = after.all().keySet().containsAll(before.all().keySet());
        if (!allThere) return after.all().values();
        return after.all().values().stream().filter(m -> before.all().containsKey(m.desc)).toList();
    }

    private static List<String> text(List<AbstractInsnNode> code) {
        return CodeText.exact(code.stream().filter(i -> !(i instanceof FrameNode)).toList(), List.of(), 0, AS_WRITTEN);
    }

    /** @param parameter what stands for the parameter in a local variable; null where nothing does */
    private List<AbstractInsnNode> value(MethodNode m, Member field, IntFunction<List<AbstractInsnNode>> parameter) {
        Constructors.Delegation to = after.delegation(m);
        if (to != null) {
            MethodNode other = after.all().get(to.descriptor());
            return other == null ? null : value(other, field, local -> handedOver(other, local, to, parameter));
        }
        List<AbstractInsnNode> code = after.written(m, field);
        return code == null ? null : substituted(code, parameter);
    }

    private static List<AbstractInsnNode> handedOver(MethodNode to, int local, Constructors.Delegation call, IntFunction<List<AbstractInsnNode>> parameter) {
        int index = Constructors.parameter(to, local);
        List<AbstractInsnNode> argument = index < 0 ? null : call.arguments().get(index);
        return argument == null ? null : substituted(argument, parameter);
    }

    private static List<AbstractInsnNode> substituted(List<AbstractInsnNode> code, IntFunction<List<AbstractInsnNode>> parameter) {
        List<AbstractInsnNode> out = new ArrayList<>();
        for (AbstractInsnNode insn : code) {
            if (!(insn instanceof VarInsnNode v) || v.var == 0) {
                out.add(insn);
                continue;
            }
            List<AbstractInsnNode> instead = v.getOpcode() > Opcodes.ALOAD ? null : parameter.apply(v.var);
            if (instead == null) return null;
            out.addAll(instead);
        }
        return out;
    }

    private List<AbstractInsnNode> kept(MethodNode m, int local) {
        Member keeper = before.keeper(m.desc, Constructors.parameter(m, local));
        if (keeper == null) return null;
        return List.of(new VarInsnNode(Opcodes.ALOAD, 0), new FieldInsnNode(Opcodes.GETFIELD, running.name, keeper.name(), keeper.descriptor()));
    }

    /** Null where it jumps, and comes from a class file without frames. */
    private FieldDefault method(Member field, List<AbstractInsnNode> code) {
        Map<LabelNode, LabelNode> labels = new HashMap<>();
        List<Member> from = new ArrayList<>();
        int jumps = 0;
        int frames = 0;
        for (AbstractInsnNode insn : code) {
            if (insn instanceof LabelNode l) labels.put(l, new LabelNode());
            if (insn.getType() == AbstractInsnNode.JUMP_INSN) jumps++;
            if (insn instanceof FrameNode) frames++;
            if (insn instanceof FieldInsnNode f && isGone(f) && !from.contains(new Member(f.name, f.desc))) from.add(new Member(f.name, f.desc));
        }
        if (jumps > 0 && frames == 0) return null;
        StringBuilder parameters = new StringBuilder("(L" + next.name + ";");
        from.forEach(m -> parameters.append(m.descriptor()));
        int flags = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        MethodNode method = new MethodNode(Opcodes.ASM9, flags, "molt$initial$" + field.name(), parameters + ")" + field.descriptor(), null, null);
        int depth = 1;
        for (AbstractInsnNode insn : code) {
            if (insn instanceof FieldInsnNode f && isGone(f)) {
                method.instructions.remove(method.instructions.getLast());
                method.instructions.add(load(from, new Member(f.name, f.desc)));
            } else {
                method.instructions.add(insn instanceof FrameNode frame ? withoutThis(frame, labels, from) : insn.clone(labels));
            }
            depth += insn.getOpcode() < 0 ? 0 : Math.max(0, StackEffect.of(insn)) + 1;
        }
        method.instructions.add(new InsnNode(Type.getType(field.descriptor()).getOpcode(Opcodes.IRETURN)));
        method.maxStack = depth;
        method.maxLocals = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
        return new FieldDefault(method, from);
    }

    /** A field that keeps a parameter, but that the new version has no more. */
    private boolean isGone(FieldInsnNode f) {
        if (f.getOpcode() != Opcodes.GETFIELD || !f.owner.equals(running.name)) return false;
        boolean there = next.fields.stream().anyMatch(o -> o.name.equals(f.name) && o.desc.equals(f.desc) && (o.access & Opcodes.ACC_STATIC) == 0);
        return !there && running.fields.stream().anyMatch(o -> o.name.equals(f.name) && o.desc.equals(f.desc));
    }

    private static AbstractInsnNode load(List<Member> from, Member field) {
        int local = 1;
        for (Member m : from) {
            if (m.equals(field)) break;
            local += Type.getType(m.descriptor()).getSize();
        }
        return new VarInsnNode(Type.getType(field.descriptor()).getOpcode(Opcodes.ILOAD), local);
    }

    /** In the constructor, the object waits on the stack for its field, and the locals are others. */
    private FrameNode withoutThis(FrameNode frame, Map<LabelNode, LabelNode> labels, List<Member> from) {
        List<Object> locals = new ArrayList<>();
        locals.add(next.name);
        for (Member m : from) locals.add(verificationType(m.descriptor()));
        FrameNode copy = (FrameNode) frame.clone(labels);
        copy.local = locals;
        copy.stack = new ArrayList<>(copy.stack.subList(1, copy.stack.size()));
        return copy;
    }

    private static Object verificationType(String descriptor) {
        return switch (descriptor.charAt(0)) {
            case 'Z', 'B', 'S', 'C', 'I' -> Opcodes.INTEGER;
            case 'J' -> Opcodes.LONG;
            case 'F' -> Opcodes.FLOAT;
            case 'D' -> Opcodes.DOUBLE;
            default -> Type.getType(descriptor).getInternalName();
        };
    }
}
