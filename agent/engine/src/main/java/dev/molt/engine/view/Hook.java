package dev.molt.engine.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * One call that a method of the JDK makes to a boot class of ours.
 *
 * @param methods name, or name and descriptor, of the methods that get it, each of which has to be there; {@code a|b} where JDK releases have
 *         one or the other, {@code *} is any
 * @param place where the call goes
 * @param loads what it gets besides what is on the stack there
 * @param call our method: class, name and descriptor
 * @param store where the result goes, or null to leave it on the stack
 */
record Hook(List<String> methods, Place place, List<Load> loads, Call call, Load store) {

    /** A place in a method's code. */
    sealed interface Place {
        /** Before the first instruction. */
        record Entry() implements Place {}

        /**
         * Before the first instruction, where the call may answer in place of the method: in a method without result with true, else
         * with what is not null.
         */
        record Answer() implements Place {}

        /** In the stead of each call of that method; the receiver is the first argument. */
        record Instead(String owner, String name) implements Place {}

        /** Before each return; the result, where there is one, is the first argument. */
        record Return() implements Place {}

        /** Before each call of that method; its last argument, or its receiver, is the first argument. */
        record Before(String owner, String name) implements Place {}

        /** After each call of that method; its result is the first argument. */
        record After(String owner, String name) implements Place {}
    }

    /** A value that a hook gets or gives. */
    sealed interface Load {
        /** A local variable, by its number. */
        record Local(int number, Type type) implements Load {}

        /** A field of {@code this}. */
        record OfThis(String owner, String name, String descriptor) implements Load {}

        /** What a method without parameters of a field of {@code this} returns. */
        record Asked(OfThis field, String owner, String name, String descriptor) implements Load {}
    }

    /** A static method. */
    record Call(String owner, String name, String descriptor) {}

    /** Gives the hook to all methods that are to have it. Answers what the class lacks, in words for people. */
    List<String> weave(ClassNode type) {
        List<String> lacking = new ArrayList<>();
        for (String wanted : methods) {
            int places = 0;
            for (MethodNode method : type.methods) {
                if (concerns(wanted, method)) places += weave(method);
            }
            if (places == 0) lacking.add(describe(wanted));
        }
        return lacking;
    }

    private String describe(String wanted) {
        String of = wanted.equals("*") ? "method" : "method " + wanted.replace("|", " or ");
        if (place instanceof Place.Before before) return of + " that calls " + before.name;
        if (place instanceof Place.Instead instead) return of + " that calls " + instead.name;
        return place instanceof Place.After after ? of + " that calls " + after.name : of;
    }

    private static boolean concerns(String wanted, MethodNode method) {
        if (method.instructions.size() == 0) return false;
        if (wanted.equals("*")) return true;
        for (String one : wanted.split("\\|")) {
            if (one.equals(method.name) || one.equals(method.name + method.desc)) return true;
        }
        return false;
    }

    /** Weaves the call into a method. Returns how often it was put there. */
    private int weave(MethodNode method) {
        List<AbstractInsnNode> places = IntStream.range(0, method.instructions.size()).mapToObj(method.instructions::get)
                .filter(this::isPlace).collect(Collectors.toList());
        boolean first = place instanceof Place.Entry || place instanceof Place.Answer;
        if (first) places = List.of(method.instructions.getFirst());
        for (AbstractInsnNode at : places) {
            InsnList code = code(at);
            if (place instanceof Place.Answer) answer(code, Type.getReturnType(method.desc));
            if (place instanceof Place.After) method.instructions.insert(at, code);
            else method.instructions.insertBefore(at, code);
            if (place instanceof Place.Instead) method.instructions.remove(at);
        }
        return places.size();
    }

    private boolean isPlace(AbstractInsnNode at) {
        if (place instanceof Place.Return) return at.getOpcode() >= Opcodes.IRETURN && at.getOpcode() <= Opcodes.RETURN;
        if (!(at instanceof MethodInsnNode m)) return false;
        if (place instanceof Place.Before before) return m.name.equals(before.name) && m.owner.equals(before.owner);
        if (place instanceof Place.Instead instead) return m.name.equals(instead.name) && m.owner.equals(instead.owner);
        return place instanceof Place.After after && m.name.equals(after.name) && m.owner.equals(after.owner);
    }

    private static void answer(InsnList code, Type result) {
        LabelNode on = new LabelNode();
        if (result == Type.VOID_TYPE) {
            code.add(new JumpInsnNode(Opcodes.IFEQ, on));
            code.add(new InsnNode(Opcodes.RETURN));
            code.add(on);
            code.add(new FrameNode(Opcodes.F_SAME, 0, null, 0, null));
            code.add(new InsnNode(Opcodes.NOP));
        } else {
            code.add(new InsnNode(Opcodes.DUP));
            code.add(new JumpInsnNode(Opcodes.IFNULL, on));
            code.add(new InsnNode(Opcodes.ARETURN));
            code.add(on);
            code.add(new FrameNode(Opcodes.F_SAME1, 0, null, 1, new Object[] {result.getInternalName()}));
            code.add(new InsnNode(Opcodes.POP));
        }
    }

    private InsnList code(AbstractInsnNode at) {
        InsnList code = new InsnList();
        if (store instanceof Load.OfThis) code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        loads.forEach(load -> add(code, load));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, call.owner, call.name, call.descriptor, false));
        String cast = place instanceof Place.Before ? castFor((MethodInsnNode) at) : null;
        if (cast != null) code.add(new TypeInsnNode(Opcodes.CHECKCAST, cast));
        if (store instanceof Load.Local local) code.add(new VarInsnNode(local.type.getOpcode(Opcodes.ISTORE), local.number));
        if (store instanceof Load.OfThis f) code.add(new FieldInsnNode(Opcodes.PUTFIELD, f.owner, f.name, f.descriptor));
        return code;
    }

    /** The type that the call wants where ours gives a wider one, or null. */
    private String castFor(MethodInsnNode at) {
        Type[] arguments = Type.getArgumentTypes(at.desc);
        String wanted = arguments.length == 0 ? at.owner : arguments[arguments.length - 1].getInternalName();
        String given = Type.getReturnType(call.descriptor).getInternalName();
        return Objects.equals(wanted, given) ? null : wanted;
    }

    private static void add(InsnList code, Load load) {
        if (load instanceof Load.Local local) {
            code.add(new VarInsnNode(local.type.getOpcode(Opcodes.ILOAD), local.number));
        } else if (load instanceof Load.OfThis field) {
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
            code.add(new FieldInsnNode(Opcodes.GETFIELD, field.owner, field.name, field.descriptor));
        } else if (load instanceof Load.Asked asked) {
            add(code, asked.field);
            code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, asked.owner, asked.name, asked.descriptor, false));
        }
    }
}
