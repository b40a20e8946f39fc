package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.dependents.Hierarchy.Found;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What a class has from its supertypes where it does not declare a method itself. */
final class Inherited {
    private final Sides sides;

    Inherited(Sides sides) {
        this.sides = sides;
    }

    /** A supertype to name in {@code super.m()}, and the method that it leads to. */
    record Source(ClassFile named, Found found) {}

    /** The implementation that a class inherits for an instance method, or null: the superclass comes before interfaces (JVMS 5.4.6). */
    Source implementation(ClassFile of, String name, String descriptor) {
        Source above = named(of.isInterface() ? null : of.superName(), name, descriptor);
        if (above != null) return above;
        for (String type : of.interfaces()) {
            Source source = named(type, name, descriptor);
            if (source != null) return source;
        }
        return null;
    }

    private Source named(String type, String name, String descriptor) {
        ClassFile file = type == null ? null : sides.logical().lookup(type);
        if (file == null) return null;
        Found found = sides.logical().method(type, name, descriptor);
        boolean usable = found.declaring() != null && !found.has(Opcodes.ACC_STATIC) && !found.has(Opcodes.ACC_PRIVATE)
                && !found.has(Opcodes.ACC_ABSTRACT) && (found.has(Opcodes.ACC_PUBLIC) || !file.isInterface());
        return usable ? new Source(file, found) : null;
    }

    /** The same for static methods, which only classes inherit. */
    Found inheritedStatic(ClassFile of, String name, String descriptor) {
        if (of.isInterface() || of.superName() == null) return null;
        Found found = sides.logical().method(of.superName(), name, descriptor);
        return found.declaring() != null && found.has(Opcodes.ACC_STATIC) && !found.has(Opcodes.ACC_PRIVATE) ? found : null;
    }

    /** The body {@code return super.m(...)}. */
    static InsnList superCall(Source source, String name, String descriptor) {
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        Code.loadAll(code, descriptor, 1);
        ClassFile named = source.named();
        code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, named.internalName(), name, descriptor, named.isInterface()));
        code.add(Code.returnOf(Type.getReturnType(descriptor)));
        return code;
    }

    static InsnList staticCall(ClassFile of, String name, String descriptor) {
        InsnList code = new InsnList();
        Code.loadAll(code, descriptor, 0);
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, of.superName(), name, descriptor, false));
        code.add(Code.returnOf(Type.getReturnType(descriptor)));
        return code;
    }

    static boolean isStatic(Method m) {
        return (m.access() & Opcodes.ACC_STATIC) != 0;
    }
}
