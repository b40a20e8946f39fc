package dev.molt.engine.vm;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Writes class files that a redefinition must refuse.
 *
 * <p>HotSpot's {@code redefineClasses} and {@code retransformClasses} are atomic and compare schemas before they touch anything, so a
 * class file with a strange field ends the call with an {@link UnsupportedOperationException} and no effect. Agents that come
 * after us in the chain see a well-formed, empty class.
 */
final class SchemaBreaker {
    private SchemaBreaker() {}

    static byte[] classFile(String internalName) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, internalName, null, "java/lang/Object", null);
        writer.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, "molt$only$reading", "I", null, null);
        writer.visitEnd();
        return writer.toByteArray();
    }
}
