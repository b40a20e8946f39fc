package dev.molt.engine.jdk;

import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Lets code of the JDK ask companions for interfaces, where it asks the VM. Frames stay: to the verifier every object is of every interface. */
final class TypeWeaver {
    private static final String BOOT = "dev/molt/boot/Types";
    private static final int CLASS_TAG = 7;

    private final Set<String> types;
    private final ClassNode node;
    private boolean changed;

    private TypeWeaver(Set<String> types, ClassNode node) {
        this.types = types;
        this.node = node;
    }

    /** The class with these interfaces asked for otherwise; null where it does not ask for them. */
    static byte[] weave(byte[] bytes, Set<String> types) {
        ClassReader reader = new ClassReader(bytes);
        if (!names(reader, types)) return null;
        ClassNode node = new ClassNode(Opcodes.ASM9);
        reader.accept(node, 0);
        TypeWeaver weaver = new TypeWeaver(types, node);
        for (MethodNode method : node.methods) weaver.weave(node.name, method);
        if (!weaver.changed) return null;
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    static byte[] write(ClassNode node) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    private static boolean names(ClassReader reader, Set<String> types) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0 && reader.readByte(at - 1) == CLASS_TAG && types.contains(reader.readUTF8(at, buffer))) return true;
        }
        return false;
    }

    private void weave(String owner, MethodNode method) {
        for (AbstractInsnNode insn : method.instructions.toArray()) {
            if (insn instanceof TypeInsnNode type) {
                AbstractInsnNode by = asked(owner, type);
                if (by == null) continue;
                method.instructions.set(insn, by);
                changed = true;
            } else if (insn instanceof MethodInsnNode call) {
                call(owner, call);
            } else if (insn instanceof InvokeDynamicInsnNode dynamic) {
                for (int i = 0; i < dynamic.bsmArgs.length; i++) {
                    if (dynamic.bsmArgs[i] instanceof Handle h) dynamic.bsmArgs[i] = handle(owner, h, dynamic);
                }
            }
        }
    }

    /** A companion's own question is what the others come down to. */
    private boolean concerns(String owner, String type) {
        return types.contains(type) && !owner.equals(TypeCompanion.nameOf(type));
    }

    /** Private methods of an interface, such as bodies of its lambdas, run for objects that have it to the VM as well. */
    private boolean isOwnPrivate(String owner, String name, String descriptor) {
        return owner.equals(node.name) && node.methods.stream().anyMatch(m -> (m.access & Opcodes.ACC_PRIVATE) != 0 && m.name.equals(name)
                && m.desc.equals(descriptor));
    }

    private AbstractInsnNode asked(String owner, TypeInsnNode type) {
        if (!concerns(owner, type.desc)) return null;
        String companion = TypeCompanion.nameOf(type.desc);
        return switch (type.getOpcode()) {
            case Opcodes.INSTANCEOF -> new MethodInsnNode(Opcodes.INVOKESTATIC, companion, TypeCompanion.IS, "(Ljava/lang/Object;)Z", false);
            case Opcodes.CHECKCAST -> new MethodInsnNode(Opcodes.INVOKESTATIC, companion, TypeCompanion.CAST,
                    "(Ljava/lang/Object;)Ljava/lang/Object;", false);
            default -> null;
        };
    }

    private void call(String owner, MethodInsnNode call) {
        if (call.getOpcode() == Opcodes.INVOKEINTERFACE && concerns(owner, call.owner) && TypeCompanion.isOfObject(call.name, call.desc)) {
            TypeCompanion.callObject(call);
            changed = true;
            return;
        }
        if (call.getOpcode() == Opcodes.INVOKEINTERFACE && concerns(owner, call.owner) && !isOwnPrivate(call.owner, call.name, call.desc)) {
            call.desc = withReceiver(call.owner, call.desc);
            call.name = TypeCompanion.call(call.name);
            call.owner = TypeCompanion.nameOf(call.owner);
        } else if (call.owner.equals("java/lang/Class") && (call.name.equals("isInstance") || call.name.equals("isAssignableFrom"))
                && Type.getArgumentTypes(call.desc).length == 1) {
            call.desc = withReceiver(call.owner, call.desc);
            call.owner = BOOT;
        } else {
            return;
        }
        call.setOpcode(Opcodes.INVOKESTATIC);
        call.itf = false;
        changed = true;
    }

    private static String withReceiver(String owner, String descriptor) {
        return "(L" + owner + ";" + descriptor.substring(1);
    }

    /** The JDK takes a captured receiver of any subtype, and a captured argument of the very type that the method has. */
    private static void captureAs(String owner, InvokeDynamicInsnNode lambda) {
        Type[] captured = Type.getArgumentTypes(lambda.desc);
        if (captured.length == 0) return;
        captured[0] = Type.getObjectType(owner);
        lambda.desc = Type.getMethodDescriptor(Type.getReturnType(lambda.desc), captured);
    }

    private Handle handle(String owner, Handle h, InvokeDynamicInsnNode lambda) {
        if (h.getTag() != Opcodes.H_INVOKEINTERFACE || !concerns(owner, h.getOwner())) return h;
        if (isOwnPrivate(h.getOwner(), h.getName(), h.getDesc())) return h;
        changed = true;
        if (TypeCompanion.isOfObject(h.getName(), h.getDesc())) return TypeCompanion.ofObject(h);
        captureAs(h.getOwner(), lambda);
        return new Handle(Opcodes.H_INVOKESTATIC, TypeCompanion.nameOf(h.getOwner()), TypeCompanion.call(h.getName()),
                withReceiver(h.getOwner(), h.getDesc()), false);
    }
}
