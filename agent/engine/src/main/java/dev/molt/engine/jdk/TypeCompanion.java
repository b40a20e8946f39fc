package dev.molt.engine.jdk;

import dev.molt.engine.evolve.Member;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes the companion of an interface of the JDK: static methods that stand for {@code instanceof}, casts and calls of the interface in
 * the JDK's own code, and its bodies for receivers that have it to the program alone. All of it asks the VM first; nothing is an
 * {@code invokedynamic} of ours, which the JDK's code may not depend on.
 */
final class TypeCompanion {
    static final String IS = "molt$is";
    static final String CAST = "molt$cast";
    private static final String CALL = "molt$";
    private static final String OVERRIDES = "dev/molt/boot/Overrides";
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final Set<Member> OF_OBJECT = Arrays.stream(Object.class.getMethods())
            .map(m -> new Member(m.getName(), Type.getMethodDescriptor(m))).collect(Collectors.toUnmodifiableSet());
    private static final int ACCESS = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

    private final Class<?> type;
    private final String name;
    private final TypeNumbers numbers;
    private final ClassNode node = new ClassNode(Opcodes.ASM9);
    private final Set<Member> bodies = new LinkedHashSet<>();
    private final Set<Member> own = new LinkedHashSet<>();

    private TypeCompanion(Class<?> type, TypeNumbers numbers) {
        this.type = type;
        this.name = Type.getInternalName(type);
        this.numbers = numbers;
    }

    static String nameOf(String type) {
        return type + "$Molt0";
    }

    /** The name of the method that stands for a call of one of the interface. */
    static String call(String method) {
        return CALL + method;
    }

    /** Whether all objects have such a method, which a compiler since Java 18 calls by the interface that it is called on, declared there or not. */
    static boolean isOfObject(String method, String descriptor) {
        return OF_OBJECT.contains(new Member(method, descriptor));
    }

    /** The receiver's class decides in any case, whichever type is named. */
    static void callObject(MethodInsnNode call) {
        call.setOpcode(Opcodes.INVOKEVIRTUAL);
        call.owner = "java/lang/Object";
        call.itf = false;
    }

    static Handle ofObject(Handle h) {
        return new Handle(Opcodes.H_INVOKEVIRTUAL, "java/lang/Object", h.getName(), h.getDesc(), false);
    }

    /** A companion, and which bodies it has. */
    record Made(byte[] bytes, Set<Member> bodies) {}

    /** @param files the class files of an interface and of those above it, itself first */
    static Made make(Class<?> type, Map<Class<?>, ClassNode> files, TypeNumbers numbers) {
        return new TypeCompanion(type, numbers).make(files);
    }

    private Made make(Map<Class<?>, ClassNode> files) {
        ClassNode file = files.get(type);
        node.version = file.version;
        node.access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        node.name = nameOf(name);
        node.superName = "java/lang/Object";
        node.sourceFile = file.sourceFile;
        node.methods.add(is());
        node.methods.add(cast());
        Map<Member, MethodNode> callable = new LinkedHashMap<>();
        for (ClassNode each : files.values()) {
            for (MethodNode m : each.methods) {
                boolean called = (m.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0;
                if (called) callable.putIfAbsent(new Member(m.name, m.desc), m);
            }
        }
        callable.keySet().forEach(m -> node.methods.add(dispatcher(m)));
        for (MethodNode m : file.methods) {
            if (isCopied(m)) own.add(new Member(m.name, m.desc));
        }
        for (MethodNode m : file.methods) {
            if (isCopied(m)) node.methods.add(copy(m, files));
        }
        return new Made(TypeWeaver.write(node), bodies);
    }

    /** Bodies of instances, and what they alone can reach. */
    private static boolean isCopied(MethodNode m) {
        if (m.name.startsWith("<") || m.name.equals("$deserializeLambda$") || (m.access & Opcodes.ACC_ABSTRACT) != 0) return false;
        return (m.access & Opcodes.ACC_STATIC) == 0 || (m.access & Opcodes.ACC_PRIVATE) != 0;
    }

    private static MethodNode method(String name, String descriptor) {
        return new MethodNode(Opcodes.ASM9, ACCESS, name, descriptor, null, null);
    }

    private MethodNode is() {
        MethodNode method = method(IS, "(" + OBJECT + ")Z");
        InsnList code = method.instructions;
        LabelNode other = new LabelNode();
        LabelNode no = new LabelNode();
        physical(code, other);
        asked(code, numbers.lost(type));
        code.add(new JumpInsnNode(Opcodes.IFNE, no));
        code.add(new InsnNode(Opcodes.ICONST_1));
        code.add(new InsnNode(Opcodes.IRETURN));
        place(code, no);
        code.add(new InsnNode(Opcodes.ICONST_0));
        code.add(new InsnNode(Opcodes.IRETURN));
        place(code, other);
        asked(code, numbers.gained(type));
        code.add(new InsnNode(Opcodes.IRETURN));
        return method;
    }

    private void physical(InsnList code, LabelNode otherwise) {
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new TypeInsnNode(Opcodes.INSTANCEOF, name));
        code.add(new JumpInsnNode(Opcodes.IFEQ, otherwise));
    }

    private static void asked(InsnList code, int number) {
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new LdcInsnNode(number));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, OVERRIDES, "test", "(" + OBJECT + "I)Z", false));
    }

    private static void place(InsnList code, LabelNode label) {
        code.add(label);
        code.add(new FrameNode(Opcodes.F_SAME, 0, null, 0, null));
    }

    private MethodNode cast() {
        MethodNode method = method(CAST, "(" + OBJECT + ")" + OBJECT);
        InsnList code = method.instructions;
        LabelNode yes = new LabelNode();
        LabelNode no = new LabelNode();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new JumpInsnNode(Opcodes.IFNULL, yes));
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, node.name, IS, "(" + OBJECT + ")Z", false));
        code.add(new JumpInsnNode(Opcodes.IFEQ, no));
        place(code, yes);
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new InsnNode(Opcodes.ARETURN));
        place(code, no);
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new LdcInsnNode(Type.getObjectType(name)));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, "dev/molt/boot/Types", "noCast",
                "(" + OBJECT + "Ljava/lang/Class;)Ljava/lang/ClassCastException;", false));
        code.add(new InsnNode(Opcodes.ATHROW));
        return method;
    }

    private MethodNode dispatcher(Member m) {
        String descriptor = "(L" + name + ";" + m.descriptor().substring(1);
        MethodNode method = method(call(m.name()), descriptor);
        InsnList code = method.instructions;
        LabelNode other = new LabelNode();
        LabelNode direct = new LabelNode();
        physical(code, other);
        place(code, direct);
        load(code, descriptor);
        code.add(new MethodInsnNode(Opcodes.INVOKEINTERFACE, name, m.name(), m.descriptor(), true));
        returns(code, descriptor);
        place(code, other);
        asked(code, numbers.gained(type));
        code.add(new JumpInsnNode(Opcodes.IFEQ, direct));
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new LdcInsnNode(numbers.call(type, m)));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, OVERRIDES, "target", "(" + OBJECT + "I)Ljava/lang/invoke/MethodHandle;", false));
        load(code, descriptor);
        code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, "java/lang/invoke/MethodHandle", "invokeExact", descriptor, false));
        returns(code, descriptor);
        return method;
    }

    private static void load(InsnList code, String descriptor) {
        int local = 0;
        for (Type t : Type.getArgumentTypes(descriptor)) {
            code.add(new VarInsnNode(t.getOpcode(Opcodes.ILOAD), local));
            local += t.getSize();
        }
    }

    private static void returns(InsnList code, String descriptor) {
        code.add(new InsnNode(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN)));
    }

    private MethodNode copy(MethodNode m, Map<Class<?>, ClassNode> files) {
        boolean isStatic = (m.access & Opcodes.ACC_STATIC) != 0;
        MethodNode copy = new MethodNode(Opcodes.ASM9, Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | m.access & Opcodes.ACC_SYNTHETIC, m.name,
                isStatic ? m.desc : withReceiver(m.desc), null, null);
        m.accept(copy);
        copy.visibleAnnotations = null;
        copy.invisibleAnnotations = null;
        copy.visibleTypeAnnotations = null;
        copy.invisibleTypeAnnotations = null;
        copy.visibleParameterAnnotations = null;
        copy.invisibleParameterAnnotations = null;
        copy.parameters = null;
        if (!isStatic) bodies.add(new Member(m.name, m.desc));
        for (AbstractInsnNode insn : copy.instructions.toArray()) {
            if (insn instanceof MethodInsnNode call) inside(call, files);
            if (insn instanceof InvokeDynamicInsnNode dynamic) {
                for (int i = 0; i < dynamic.bsmArgs.length; i++) {
                    if (dynamic.bsmArgs[i] instanceof Handle h) dynamic.bsmArgs[i] = inside(h);
                }
            }
        }
        return copy;
    }

    private String withReceiver(String descriptor) {
        return "(L" + name + ";" + descriptor.substring(1);
    }

    /** The receiver is no object of the interface to the VM, and the companion is no nest mate. */
    private void inside(MethodInsnNode call, Map<Class<?>, ClassNode> files) {
        boolean special = call.getOpcode() == Opcodes.INVOKESPECIAL;
        if (call.getOpcode() == Opcodes.INVOKEINTERFACE && isOfObject(call.name, call.desc)) {
            callObject(call);
            return;
        }
        if (special && !call.owner.equals(name) && call.itf) {
            for (Class<?> above : files.keySet()) {
                if (!Type.getInternalName(above).equals(call.owner)) continue;
                call.desc = "(L" + call.owner + ";" + call.desc.substring(1);
                call.owner = nameOf(call.owner);
                call.setOpcode(Opcodes.INVOKESTATIC);
                call.itf = false;
            }
        } else if (call.owner.equals(name)) {
            boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
            boolean copied = own.contains(new Member(call.name, call.desc));
            if (isStatic && !copied) return;
            boolean dispatched = !isStatic && !special && !isPrivate(files, call.name, call.desc);
            if (dispatched) call.name = call(call.name);
            if (!isStatic) call.desc = withReceiver(call.desc);
            call.owner = node.name;
            call.setOpcode(Opcodes.INVOKESTATIC);
            call.itf = false;
        }
    }

    private boolean isPrivate(Map<Class<?>, ClassNode> files, String method, String descriptor) {
        return files.get(type).methods.stream().anyMatch(m -> m.name.equals(method) && m.desc.equals(descriptor) && (m.access & Opcodes.ACC_PRIVATE) != 0);
    }

    private Handle inside(Handle h) {
        if (!h.getOwner().equals(name)) return h;
        if (h.getTag() == Opcodes.H_INVOKEINTERFACE && isOfObject(h.getName(), h.getDesc())) return ofObject(h);
        boolean copied = own.contains(new Member(h.getName(), h.getDesc()));
        if (h.getTag() == Opcodes.H_INVOKESTATIC) {
            return copied ? new Handle(Opcodes.H_INVOKESTATIC, node.name, h.getName(), h.getDesc(), false) : h;
        }
        boolean lambda = copied && h.getName().startsWith("lambda$");
        return new Handle(Opcodes.H_INVOKESTATIC, node.name, lambda ? h.getName() : call(h.getName()), withReceiver(h.getDesc()), false);
    }
}
