package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.evolve.Companion;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Makes the classes beside a class. */
final class Companions {
    private static final int FLAGS = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;

    private static final String STATE = "dev/molt/boot/State";

    private Companions() {}

    /** One for methods; its stack traces name the source of the class that they come from. */
    static ClassNode host(String name, ClassNode of) {
        ClassNode node = empty(name, of.version);
        node.sourceFile = of.sourceFile;
        node.sourceDebug = of.sourceDebug;
        return node;
    }

    private static ClassNode empty(String name, int version) {
        ClassNode node = new ClassNode(Opcodes.ASM9);
        node.version = version;
        node.access = FLAGS;
        node.name = name;
        node.superName = "java/lang/Object";
        return node;
    }

    /** The classes for those of the fields that are placed in new ones. */
    static List<Companion> forFields(Layout layout, int version) {
        ClassNode state = empty(layout.host() + "State", version);
        state.superName = STATE;
        ClassNode holder = empty(layout.host() + "Holder", version);
        for (Map.Entry<Member, FieldPlace> e : layout.fields().entrySet()) {
            if (e.getValue() instanceof FieldPlace.InState in && in.stateClass().equals(state.name)) {
                state.fields.add(field(layout.logical(), e.getKey(), 0));
            } else if (e.getValue() instanceof FieldPlace.InHolder in && in.holder().equals(holder.name)) {
                holder.fields.add(field(layout.logical(), e.getKey(), Opcodes.ACC_STATIC));
            }
        }
        ClassNode guests = empty(layout.host() + "GuestState", version);
        guests.superName = STATE;
        layout.instances().fields().forEach((member, in) -> {
            if (in.stateClass().equals(guests.name)) guests.fields.add(field(layout.logical(), member, 0));
        });
        List<Companion> out = new ArrayList<>(3);
        if (!guests.fields.isEmpty()) {
            guests.methods.add(constructor());
            out.add(new Companion(guests.name, ClassCode.write(guests)));
        }
        if (!state.fields.isEmpty()) {
            state.methods.add(constructor());
            out.add(new Companion(state.name, ClassCode.write(state)));
        }
        if (!holder.fields.isEmpty()) out.add(new Companion(holder.name, ClassCode.write(holder)));
        return out;
    }

    private static FieldNode field(ClassFile logical, Member field, int kind) {
        Field declared = logical.field(field.name(), field.descriptor());
        int access = Opcodes.ACC_PUBLIC | kind | declared.access() & Opcodes.ACC_VOLATILE;
        return new FieldNode(access, field.name(), field.descriptor(), null, kind == 0 ? null : declared.constantValue());
    }

    private static MethodNode constructor() {
        MethodNode init = new MethodNode(Opcodes.ASM9, Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        init.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        init.instructions.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, STATE, "<init>", "()V", false));
        init.instructions.add(Code.returnOf(Type.VOID_TYPE));
        return init;
    }

    /** Gives a method of the class the form that it has beside the class. */
    static MethodNode moved(MethodNode method, String name, String descriptor) {
        MethodNode m = Code.copy(method);
        boolean shifted = !m.desc.equals(descriptor);
        m.access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | m.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_VARARGS | Opcodes.ACC_BRIDGE);
        m.name = name;
        m.desc = descriptor;
        m.signature = null; // type variables of the class mean nothing there
        if (shifted) m.parameters = null;
        m.visibleAnnotations = null;
        m.invisibleAnnotations = null;
        m.visibleTypeAnnotations = null;
        m.invisibleTypeAnnotations = null;
        m.visibleParameterAnnotations = null;
        m.invisibleParameterAnnotations = null;
        return m;
    }
}
