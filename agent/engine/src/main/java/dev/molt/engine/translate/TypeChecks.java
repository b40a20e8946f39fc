package dev.molt.engine.translate;

import dev.molt.engine.classfile.Descriptors;
import dev.molt.engine.evolve.LinkKind;
import dev.molt.engine.evolve.TypeChanges;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** {@code instanceof}, casts and catch clauses that name a class of which the VM does not know all instances, or knows too many. */
final class TypeChecks {
    private final TypeChanges types;
    private final Home home;
    private final MethodNode method;
    private boolean changed;

    TypeChecks(Links links, Home home, MethodNode method) {
        this.types = links.sides().types();
        this.home = home;
        this.method = method;
    }

    boolean changed() {
        return changed;
    }

    /** Whether the instruction was replaced. */
    boolean translate(TypeInsnNode insn) {
        if (types.isEmpty()) return false;
        if (insn.getOpcode() == Opcodes.ANEWARRAY) checkArray(insn.desc);
        if (!types.concerns(insn.desc)) return false;
        switch (insn.getOpcode()) {
            case Opcodes.INSTANCEOF -> replace(insn, link(LinkKind.INSTANCE, insn.desc));
            case Opcodes.CHECKCAST -> {
                if (!types.gained().contains(insn.desc)) {
                    method.instructions.insert(insn, new TypeInsnNode(Opcodes.CHECKCAST, insn.desc));
                }
                replace(insn, link(LinkKind.CAST, insn.desc));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void replace(AbstractInsnNode old, AbstractInsnNode by) {
        method.instructions.set(old, by);
        changed = true;
    }

    private InvokeDynamicInsnNode link(LinkKind kind, String type) {
        return LinkCode.link(kind, home.name(), type, kind == LinkKind.CAST ? "cast" : "instance", "L" + type + ";");
    }

    private void checkArray(String element) {
        String name = element.startsWith("[") ? Type.getType(element).getElementType().getInternalName() : element;
        if (!types.gained().contains(name)) return;
        throw new Untranslatable(null, "makes an array of " + Descriptors.className(name)
                + ", which can't hold objects of classes that got it as a superclass", "use a collection or an array of Object; or restart the JVM");
    }

    boolean translateHandlers() {
        return false;
    }
}
