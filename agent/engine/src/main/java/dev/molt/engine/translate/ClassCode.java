package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.dependents.World;
import java.util.function.BiPredicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.JSRInlinerAdapter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Reads class files for translation. Those that are older than {@code invokedynamic} (JVMS table 4.4-B) become as new as that: subroutines
 * are inlined, and frames are computed.
 */
final class ClassCode {
    private ClassCode() {}

    /** @param bare name and descriptor of methods that are only to be there, without what they contain */
    static ClassNode read(byte[] bytes, World world, BiPredicate<String, String> bare) {
        ClassReader reader = new ClassReader(bytes);
        boolean old = (reader.readUnsignedShort(6)) < Opcodes.V1_7;
        ClassNode node = new ClassNode(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                return bare.test(name, descriptor) ? null : method;
            }
        };
        (old ? new ClassReader(raise(reader, world)) : reader).accept(node, ClassReader.EXPAND_FRAMES);
        return node;
    }

    /** A copy of a method of a class as old, with frames. */
    static MethodNode framed(MethodNode method, String owner, World world) {
        ClassNode alone = new ClassNode(Opcodes.ASM9);
        alone.visit(Opcodes.V1_5, Opcodes.ACC_PUBLIC, owner, null, "java/lang/Object", null);
        alone.methods.add(method);
        return read(write(alone), world, (name, descriptor) -> false).methods.get(0);
    }

    private static byte[] raise(ClassReader reader, World world) {
        ClassWriter writer = new WorldWriter(world, ClassWriter.COMPUTE_FRAMES);
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
                super.visit(Opcodes.V1_7, access, name, signature, superName, interfaces);
            }

            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
                return new JSRInlinerAdapter(next, access, name, descriptor, signature, exceptions);
            }
        }, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    /** Writes with the frames that are there. */
    static byte[] write(ClassNode node) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    /** Writes with frames made anew, since values have other types than the compiler knew; they are what the VM will know. */
    static byte[] write(ClassNode node, World physical) {
        ClassWriter writer = new WorldWriter(physical, ClassWriter.COMPUTE_FRAMES);
        node.accept(writer);
        return writer.toByteArray();
    }

    /** Merges types by what the world knows of them, without loading anything. */
    private static final class WorldWriter extends ClassWriter {
        private final World world;

        WorldWriter(World world, int flags) {
            super(flags);
            this.world = world;
        }

        @Override
        protected String getCommonSuperClass(String one, String other) {
            if (isInterface(one) || isInterface(other)) return "java/lang/Object";
            for (String at = one; at != null; at = superOf(at)) {
                for (String of = other; of != null; of = superOf(of)) {
                    if (at.equals(of)) return at;
                }
            }
            return "java/lang/Object";
        }

        private boolean isInterface(String name) {
            ClassFile file = world.lookup(name);
            return file == null || file.isInterface();
        }

        private String superOf(String name) {
            ClassFile file = world.lookup(name);
            return file == null ? null : file.superName();
        }
    }
}
