package dev.molt.engine.translate;

import dev.molt.engine.evolve.LinkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * A constructor of the physical class that also does the work of constructors it lacks. Each of them is a branch with a
 * {@code super(...)} or {@code this(...)} of its own; what was handed over tells which one is meant.
 */
final class Carrier {
    private static final String OBJECTS = "[Ljava/lang/Object;";

    private Carrier() {}

    /**
     * Adds branches to a constructor.
     *
     * @param own the physical constructor with its own body
     * @param paths the bodies of the others by path
     * @param free interfaces that some object has to the program alone, so that no cast may stand before it
     */
    static void load(MethodNode own, String owner, Map<Integer, MethodNode> paths, Predicate<String> free) {
        int pack = Math.max(own.maxLocals, argumentSlots(own.desc) + 1);
        for (MethodNode path : paths.values()) pack = Math.max(pack, Math.max(path.maxLocals, argumentSlots(path.desc) + 1));
        List<Object> entry = Frames.entry(Opcodes.UNINITIALIZED_THIS, own.desc);
        List<Object> taken = Frames.with(entry, pack, OBJECTS);
        LabelNode ownStart = new LabelNode();
        LabelNode gone = new LabelNode();
        Map<Integer, LabelNode> starts = new TreeMap<>();
        paths.keySet().forEach(path -> starts.put(path, new LabelNode()));

        InsnList code = new InsnList();
        code.add(LinkCode.constructor(LinkKind.TAKE, owner, own.desc));
        code.add(new VarInsnNode(Opcodes.ASTORE, pack));
        code.add(new VarInsnNode(Opcodes.ALOAD, pack));
        code.add(new JumpInsnNode(Opcodes.IFNULL, ownStart));
        element(code, pack, 0, Type.INT_TYPE, free);
        code.add(choice(starts, gone));
        paths.forEach((number, path) -> {
            code.add(starts.get(number));
            code.add(Frames.of(taken));
            unpack(code, packOf(taken), path.desc, free);
            code.add(path.instructions);
        });
        code.add(gone);
        code.add(Frames.of(taken));
        fail(code, owner);
        code.add(ownStart);
        Frames.prepend(own.instructions, code, Frames.of(entry));
        for (MethodNode path : paths.values()) {
            own.tryCatchBlocks.addAll(path.tryCatchBlocks);
            if (path.localVariables != null) variables(own).addAll(path.localVariables);
        }
        own.maxLocals = pack + 1;
    }

    private static List<LocalVariableNode> variables(MethodNode own) {
        if (own.localVariables == null) own.localVariables = new ArrayList<>();
        return own.localVariables;
    }

    private static int packOf(List<Object> taken) {
        int at = 0;
        for (Object type : taken.subList(0, taken.size() - 1)) at += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
        return at;
    }

    /** For a thread that handed over before a newer version came, which has no such constructor. */
    private static void fail(InsnList code, String owner) {
        String error = "java/lang/NoSuchMethodError";
        code.add(new TypeInsnNode(Opcodes.NEW, error));
        code.add(new InsnNode(Opcodes.DUP));
        code.add(new LdcInsnNode("a constructor of " + owner.replace('/', '.') + " that is gone"));
        code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, error, "<init>", "(Ljava/lang/String;)V", false));
        code.add(new InsnNode(Opcodes.ATHROW));
    }

    private static LookupSwitchInsnNode choice(Map<Integer, LabelNode> starts, LabelNode otherwise) {
        List<LabelNode> labels = new ArrayList<>(starts.values());
        int[] keys = starts.keySet().stream().mapToInt(Integer::intValue).toArray();
        return new LookupSwitchInsnNode(otherwise, keys, labels.toArray(new LabelNode[0]));
    }

    private static void unpack(InsnList code, int pack, String descriptor, Predicate<String> free) {
        int local = 1;
        int index = 1;
        for (Type t : Type.getArgumentTypes(descriptor)) {
            element(code, pack, index++, t, free);
            code.add(Code.store(t, local));
            local += t.getSize();
        }
    }

    private static void element(InsnList code, int pack, int index, Type type, Predicate<String> free) {
        code.add(new VarInsnNode(Opcodes.ALOAD, pack));
        code.add(Code.push(index));
        code.add(new InsnNode(Opcodes.AALOAD));
        if (type.getSort() != Type.OBJECT || !free.test(type.getInternalName())) Code.unbox(code, type);
    }

    private static int argumentSlots(String descriptor) {
        return (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
    }
}
