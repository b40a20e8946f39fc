package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.dependents.Hierarchy.Found;
import dev.molt.engine.evolve.Companion;
import dev.molt.engine.evolve.LinkKind;
import dev.molt.engine.evolve.Member;
import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The class of the objects of a class of which the VM makes none, as it knows it for abstract or for an interface. It has no constructor,
 * since its objects are allocated and then run one of the class; and it hands each method that the VM would not find over to what the
 * newest version has.
 */
final class StandIn {
    private static final int WIDE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;
    private static final int NOT_VIRTUAL = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE;

    private final Sides sides;
    private final ClassFile of;

    StandIn(Sides sides, ClassFile of) {
        this.sides = sides;
        this.of = of;
    }

    Companion make(String name, ClassNode logical) {
        ClassNode node = Companions.host(name, logical);
        ClassFile above = of;
        Map<Member, Found> methods = new LinkedHashMap<>();
        for (; sides.physical().lookup(above.internalName()).isInterface(); above = sides.logical().lookup(above.superName())) {
            node.interfaces.add(above.internalName());
            for (Method m : above.methods()) {
                boolean virtual = (m.access() & NOT_VIRTUAL) == 0 && !m.name().startsWith("<");
                Found found = new Found(above, m.access(), m.name(), m.descriptor());
                if (virtual && !isFinal(m)) methods.putIfAbsent(new Member(m.name(), m.descriptor()), found);
            }
        }
        node.superName = above.internalName();
        abstractMethods(above, methods);
        methods.forEach((member, found) -> node.methods.add(forwarder(member, found)));
        return new Companion(name, ClassCode.write(node));
    }

    /** Of Object, which every stand-in is below. */
    private boolean isFinal(Method m) {
        Found found = sides.physical().method("java/lang/Object", m.name(), m.descriptor());
        return found.declaring() != null && found.has(Opcodes.ACC_FINAL);
    }

    private MethodNode forwarder(Member m, Found found) {
        int access = found.access() & WIDE | Opcodes.ACC_SYNTHETIC;
        MethodNode method = new MethodNode(Opcodes.ASM9, access, m.name(), m.descriptor(), null, null);
        method.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        Code.loadAll(method.instructions, m.descriptor(), 1);
        String owner = found.declaring().internalName();
        method.instructions.add(new Links(sides).link(LinkKind.VIRTUAL, of.internalName(), owner, m.name(), m.descriptor()));
        method.instructions.add(Code.returnOf(Type.getReturnType(m.descriptor())));
        return method;
    }

    /** As the VM sees them: where it finds nothing but an abstract method. */
    private void abstractMethods(ClassFile above, Map<Member, Found> methods) {
        ClassFile physical = sides.physical().lookup(above.internalName());
        Map<String, ClassFile> types = new LinkedHashMap<>();
        sides.physical().hierarchy().collectInterfaces(physical, types);
        for (ClassFile c = physical; c != null; c = c.superName() == null ? null : sides.physical().lookup(c.superName())) {
            types.put(c.internalName(), c);
        }
        for (ClassFile type : types.values()) {
            for (Method m : type.methods()) {
                if ((m.access() & Opcodes.ACC_ABSTRACT) == 0) continue;
                Found found = sides.physical().method(above.internalName(), m.name(), m.descriptor());
                if (found.declaring() != null && found.has(Opcodes.ACC_ABSTRACT)) methods.putIfAbsent(new Member(m.name(), m.descriptor()), found);
            }
        }
    }
}
