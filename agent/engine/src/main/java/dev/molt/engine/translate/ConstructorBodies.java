package dev.molt.engine.translate;

import dev.molt.engine.evolve.LinkKind;
import dev.molt.engine.evolve.MethodPlace;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Constructors whose {@code super(...)} means another class than the VM's superclass. Their code runs as a static method on an object that
 * the VM takes for initialised; what the VM has for a constructor lets it through to the top without running anything, and calls that.
 */
final class ConstructorBodies {
    /** Superclasses whose constructor does nothing. */
    private static final Set<String> EMPTY = Set.of("java/lang/Object", "java/lang/Record", "java/io/InputStream", "java/io/OutputStream");
    /** Superclasses of the JDK that have no constructor without arguments, and let through what is null. */
    private static final Map<String, String> LETTING_THROUGH = Map.of("java/io/FilterInputStream", "(Ljava/io/InputStream;)V",
            "java/io/FilterOutputStream", "(Ljava/io/OutputStream;)V");

    private final Links links;
    private final String owner;
    private final String host;

    ConstructorBodies(Links links, String owner, String host) {
        this.links = links;
        this.owner = owner;
        this.host = host;
    }

    /** The code of a constructor as a static method. */
    MethodNode body(MethodNode constructor, MethodPlace.Beside place) {
        MethodNode body = Companions.moved(constructor, place.name(), place.descriptor());
        Stacks stacks = new Stacks(owner, constructor);
        AbstractInsnNode[] moved = body.instructions.toArray();
        int at = 0;
        for (AbstractInsnNode insn : constructor.instructions.toArray()) {
            AbstractInsnNode same = moved[at++];
            if (!(insn instanceof MethodInsnNode call) || !call.name.equals("<init>")) continue;
            if (!stacks.isUninitializedThis(call, (Type.getArgumentsAndReturnSizes(call.desc) >> 2) - 1)) continue;
            boolean nothing = EMPTY.contains(call.owner);
            body.instructions.set(same, nothing ? new InsnNode(Opcodes.POP) : LinkCode.link(LinkKind.INIT, owner, call.owner, "init", call.desc));
        }
        return body;
    }

    /** What the VM's class has in the place of a constructor: to the top, and then the code. */
    void lead(MethodNode constructor, String physicalSuper, MethodPlace.Beside body) {
        InsnList code = through(physicalSuper);
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        Code.loadAll(code, constructor.desc, 1);
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, host, body.name(), body.descriptor(), false));
        code.add(Code.returnOf(Type.VOID_TYPE));
        replace(constructor, code);
    }

    /** The branch of a constructor that only lets subclasses through. */
    MethodNode passage(String physicalSuper) {
        MethodNode path = new MethodNode(Opcodes.ASM9, 0, "<init>", "()V", null, null);
        InsnList code = through(physicalSuper);
        code.add(Code.returnOf(Type.VOID_TYPE));
        replace(path, code);
        return path;
    }

    private InsnList through(String physicalSuper) {
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        Layout above = links.sides().layouts().apply(physicalSuper);
        String passage = above == null ? null : above.instances().passage();
        if (passage != null) {
            code.add(LinkCode.link(LinkKind.PASS, owner, physicalSuper, "init", "()V"));
            for (Type t : Type.getArgumentTypes(passage)) code.add(Code.defaultOf(t));
        }
        String jdk = passage == null ? LETTING_THROUGH.get(physicalSuper) : null;
        if (jdk != null) code.add(new InsnNode(Opcodes.ACONST_NULL));
        String descriptor = passage != null ? passage : jdk != null ? jdk : "()V";
        code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, physicalSuper, "<init>", descriptor, false));
        return code;
    }

    private static void replace(MethodNode method, InsnList code) {
        method.instructions = code;
        method.tryCatchBlocks = new ArrayList<>();
        method.localVariables = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
        method.maxLocals = (Type.getArgumentsAndReturnSizes(method.desc) >> 2);
    }
}
