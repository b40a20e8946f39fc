package dev.molt.test.linkage.fork;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Turns calls of {@code Indy.KIND__Owner__member(..)} into call sites of ours. {@code Indy} is a class of native methods that no loader ever
 * defines. In owners, {@code _} stands for a slash.
 */
final class Stubs {
    private static final Handle LINK = new Handle(Opcodes.H_INVOKESTATIC, "dev/molt/boot/Linkage", "link",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/String;Ljava/lang/String;"
                    + "Ljava/lang/String;)Ljava/lang/invoke/CallSite;", false);

    private Stubs() {}

    static Map<String, byte[]> link(Map<String, byte[]> compiled) {
        Map<String, String> asked = new HashMap<>();
        for (byte[] bytes : compiled.values()) new ClassReader(bytes).accept(new Overrides(asked), ClassReader.SKIP_DEBUG);
        Map<String, byte[]> linked = new HashMap<>();
        compiled.forEach((name, bytes) -> linked.put(name, link(bytes, asked)));
        return linked;
    }

    private static byte[] link(byte[] bytes, Map<String, String> asked) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(0);
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                return new Body(super.visitMethod(access, name, descriptor, signature, exceptions), asked);
            }
        }, 0);
        return writer.toByteArray();
    }

    /** Finds the descriptors of methods that ask for overrides. */
    private static final class Overrides extends ClassVisitor {
        private final Map<String, String> asked;

        Overrides(Map<String, String> asked) {
            super(Opcodes.ASM9);
            this.asked = asked;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            if (name.startsWith("OVERRIDE__")) asked.put(name.substring("OVERRIDE__".length()), withoutFirst(descriptor));
            return null;
        }
    }

    private static String withoutFirst(String descriptor) {
        Type[] types = Type.getArgumentTypes(descriptor);
        return Type.getMethodDescriptor(Type.getReturnType(descriptor), java.util.Arrays.copyOfRange(types, 1, types.length));
    }

    private static final class Body extends MethodVisitor {
        private final Map<String, String> asked;

        Body(MethodVisitor next, Map<String, String> asked) {
            super(Opcodes.ASM9, next);
            this.asked = asked;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (!owner.equals("Indy")) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                return;
            }
            String[] parts = name.split("__");
            super.visitInvokeDynamicInsn(parts[2], descriptor, LINK, parts[0], parts[1].replace('_', '/'),
                    member(parts[0], parts[1] + "__" + parts[2], descriptor));
        }

        private String member(String kind, String which, String descriptor) {
            Type[] types = Type.getArgumentTypes(descriptor);
            return switch (kind) {
                case "VIRTUAL", "SPECIAL", "SUPER", "OVERRIDE" -> withoutFirst(descriptor);
                case "NEW", "STASH" -> Type.getMethodDescriptor(Type.VOID_TYPE, types);
                case "GET", "GET_STATIC" -> Type.getReturnType(descriptor).getDescriptor();
                case "PUT" -> types[1].getDescriptor();
                case "PUT_STATIC" -> types[0].getDescriptor();
                case "OVERRIDDEN" -> asked.get(which);
                default -> descriptor;
            };
        }
    }
}
