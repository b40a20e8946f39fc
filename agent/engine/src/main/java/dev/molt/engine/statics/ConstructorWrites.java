package dev.molt.engine.statics;

import dev.molt.engine.evolve.Member;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A first look at the constructors of a class, which is all that is needed where they give nothing to the fields in question. */
final class ConstructorWrites extends ClassVisitor {
    private final Set<Member> fields;
    private String name;
    private boolean found;

    private ConstructorWrites(Set<Member> fields) {
        super(Opcodes.ASM9);
        this.fields = fields;
    }

    /** Whether a constructor of the class writes one of these fields of its own. */
    static boolean any(byte[] file, Set<Member> fields) {
        ConstructorWrites writes = new ConstructorWrites(fields);
        new ClassReader(file).accept(writes, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        return writes.found;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        this.name = name;
    }

    @Override
    public MethodVisitor visitMethod(int access, String method, String descriptor, String signature, String[] exceptions) {
        return !method.equals("<init>") ? null : new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitFieldInsn(int opcode, String owner, String field, String type) {
                found |= opcode == Opcodes.PUTFIELD && owner.equals(name) && fields.contains(new Member(field, type));
            }
        };
    }
}
