package dev.molt.engine.translate;

import dev.molt.engine.dependents.Hierarchy.Found;
import dev.molt.engine.evolve.LinkKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Lambdas and method references whose types the program and the VM do not agree upon. The class that the JDK makes for one casts what its
 * method gets and gives back, and nobody can change that class. So it is made to pass everything as the interface's method declares it to a
 * bridge of ours, which casts in its stead.
 */
final class LambdaTypes {
    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

    private final Sides sides;
    private final String home;
    private final TypeTests tests;
    private final Bridges bridges;

    LambdaTypes(Sides sides, Home home, TypeTests tests, Bridges bridges) {
        this.sides = sides;
        this.home = home.name();
        this.tests = tests;
        this.bridges = bridges;
    }

    /** Whether anything had to change. */
    boolean translate(InvokeDynamicInsnNode insn) {
        if (sides.disputed().isEmpty() || !insn.bsm.getOwner().equals(FACTORY)) return false;
        Type declared = (Type) insn.bsmArgs[0];
        Handle body = tests.translate((Handle) insn.bsmArgs[1]);
        Type wanted = (Type) insn.bsmArgs[2];
        if (!names(declared) && !names(wanted) && !sides.isDisputed(body.getOwner()) && !names(Type.getMethodType(body.getDesc()))) return false;

        List<Type> captured = List.of(Type.getArgumentTypes(insn.desc));
        List<Type> accepted = accepted(body);
        Type[] to = wanted.getArgumentTypes();
        List<Type> parameters = new ArrayList<>(captured);
        String[] casts = new String[captured.size() + to.length];
        for (int i = 0; i < to.length; i++) {
            Type given = declared.getArgumentTypes()[i];
            Type taken = accepted.get(captured.size() + i);
            if (isDisputed(to[i])) {
                if (!given.equals(to[i])) casts[captured.size() + i] = to[i].getInternalName();
                to[i] = given;
                parameters.add(given);
            } else {
                parameters.add(isDisputed(taken) && isReference(to[i]) ? to[i] : taken);
            }
        }
        Type result = result(body);
        Type wantedResult = wanted.getReturnType();
        boolean passes = isReference(result) && isReference(declared.getReturnType())
                && (isDisputed(result) || isDisputed(wantedResult) || isDisputed(declared.getReturnType()));
        if (passes) {
            result = declared.getReturnType();
            wantedResult = result;
        }
        insn.bsmArgs = insn.bsmArgs.clone();
        insn.bsmArgs[1] = bridge(body, Type.getMethodDescriptor(result, parameters.toArray(new Type[0])), casts);
        insn.bsmArgs[2] = Type.getMethodType(wantedResult, to);
        return true;
    }

    private boolean names(Type method) {
        return isDisputed(method.getReturnType()) || Arrays.stream(method.getArgumentTypes()).anyMatch(this::isDisputed);
    }

    private boolean isDisputed(Type type) {
        return isReference(type) && sides.isDisputed(type.getInternalName()) && !sides.holdsAll(type.getInternalName());
    }

    private static boolean isReference(Type type) {
        return type.getSort() >= Type.ARRAY;
    }

    /** What the body takes, the receiver included. */
    private static List<Type> accepted(Handle body) {
        List<Type> all = new ArrayList<>();
        boolean receiver = body.getTag() != Opcodes.H_INVOKESTATIC && body.getTag() != Opcodes.H_NEWINVOKESPECIAL;
        if (receiver) all.add(Type.getObjectType(body.getOwner()));
        all.addAll(List.of(Type.getArgumentTypes(body.getDesc())));
        return all;
    }

    private static Type result(Handle body) {
        return body.getTag() == Opcodes.H_NEWINVOKESPECIAL ? Type.getObjectType(body.getOwner()) : Type.getReturnType(body.getDesc());
    }

    private Handle bridge(Handle body, String descriptor, String[] casts) {
        LinkKind kind = kind(body);
        MethodNode method = bridges.method(descriptor);
        InsnList code = method.instructions;
        int local = 0;
        Type[] types = Type.getArgumentTypes(descriptor);
        for (int i = 0; i < types.length; i++) {
            code.add(Code.load(types[i], local));
            if (casts[i] != null) code.add(TypeTests.cast(casts[i], home));
            local += types[i].getSize();
        }
        code.add(new Links(sides).link(kind, home, body.getOwner(), kind == LinkKind.NEW ? "init" : body.getName(), body.getDesc()));
        code.add(Code.returnOf(Type.getReturnType(descriptor)));
        return bridges.handle(method);
    }

    private LinkKind kind(Handle body) {
        return switch (body.getTag()) {
            case Opcodes.H_INVOKESTATIC -> LinkKind.STATIC;
            case Opcodes.H_NEWINVOKESPECIAL -> LinkKind.NEW;
            case Opcodes.H_INVOKESPECIAL -> LinkKind.SPECIAL;
            default -> {
                Found meant = sides.logical().method(body.getOwner(), body.getName(), body.getDesc());
                yield meant.declaring() != null && meant.has(Opcodes.ACC_PRIVATE) ? LinkKind.SPECIAL : LinkKind.VIRTUAL;
            }
        };
    }
}
