package dev.molt.test.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.OnOldPool;
import dev.molt.test.analysis.fork.Edit;
import dev.molt.test.analysis.fork.Edits;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Jdk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** New versions on the constant pool of the loaded class. */
class OnOldPoolTest {
    private static byte[] classOf(String method) throws Exception {
        Path folder = Javac.standard().compile("pool", "package pool;\npublic class A { Object a() { " + method + " } }");
        return Files.readAllBytes(folder.resolve("pool/A.class"));
    }

    private static byte[] written(Consumer<ClassWriter> more) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, "pool/A", null, "java/lang/Object", null);
        more.accept(writer);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void assertKeepsPool(byte[] loaded, byte[] rebuilt) {
        int end = new ClassReader(loaded).header; // the first byte behind the constant pool
        assertArrayEquals(Arrays.copyOfRange(loaded, 10, end), Arrays.copyOfRange(rebuilt, 10, end));
        assertTrue(new ClassReader(rebuilt).getItemCount() >= new ClassReader(loaded).getItemCount());
    }

    @Test
    void everyEditKeepsTheOldConstantsAndItsHash() throws Exception {
        Path before = Javac.standard().with("-parameters").compile("edits-before", Edits.ALL.stream().map(Edit::sourceBefore).toArray(String[]::new));
        Path after = Javac.standard().with("-parameters").compile("edits-after", Edits.ALL.stream().map(Edit::sourceAfter).toArray(String[]::new));
        for (Edit edit : Edits.ALL) {
            String file = edit.className().replace('.', '/') + ".class";
            byte[] loaded = Files.readAllBytes(before.resolve(file));
            byte[] next = edit.compiled().apply(Files.readAllBytes(after.resolve(file)));
            byte[] rebuilt = OnOldPool.rebuild(loaded, next);
            assertKeepsPool(loaded, rebuilt);
            assertEquals(ClassFile.parse(next).hash(), ClassFile.parse(rebuilt).hash(), edit.name());
        }
    }

    @Test
    void wholeLibrariesKeepTheirHashOnTheWorstPool() throws Exception {
        JarWorld all = new JarWorld(Corpus.libraries().toArray(new Path[0]));
        for (Path folder : Corpus.compiled(Jdk.oldest())) all.files().putAll(new JarWorld(folder).files());
        byte[] other = classOf("return java.util.List.of(1L, 2f, \"x\", (Runnable) () -> { });");
        for (byte[] next : all.all()) {
            byte[] rebuilt = OnOldPool.rebuild(other, next);
            if (rebuilt != next) assertKeepsPool(other, rebuilt);
            assertEquals(ClassFile.parse(next).hash(), ClassFile.parse(rebuilt).hash());
        }
    }

    @Test
    void whatAgreesIsReturnedAsItIs() throws Exception {
        byte[] loaded = classOf("return \"a\";");
        assertSame(loaded, OnOldPool.rebuild(loaded, loaded));
        byte[] next = classOf("return \"b\" + this;");
        byte[] rebuilt = OnOldPool.rebuild(loaded, next);
        assertNotSame(next, rebuilt);
        assertSame(rebuilt, OnOldPool.rebuild(loaded, rebuilt));
    }

    @Test
    void tooManyConstantsAreLeftAlone() throws Exception {
        byte[] loaded = written(w -> fill(w, "old "));
        byte[] next = written(w -> fill(w, "new "));
        assertSame(next, OnOldPool.rebuild(loaded, next));
    }

    private static void fill(ClassWriter writer, String prefix) {
        for (int i = 0; i < 40_000; i++) writer.visitField(Opcodes.ACC_STATIC, prefix + i, "I", null, null).visitEnd();
    }

    @Test
    void methodsThatMightBeRewrittenAreLeftAlone() throws Exception {
        byte[] next = written(w -> {
            MethodVisitor m = w.visitMethod(Opcodes.ACC_STATIC, "a", "()V", null, null);
            m.visitCode();
            for (int i = 0; i < 10_000; i++) {
                m.visitLdcInsn("text " + i % 100);
                m.visitInsn(Opcodes.POP);
            }
            m.visitInsn(Opcodes.RETURN);
            m.visitMaxs(1, 0);
            m.visitEnd();
        });
        assertSame(next, OnOldPool.rebuild(classOf("return null;"), next));
    }

    @Test
    void unknownAttributesAreDropped() throws Exception {
        byte[] next = written(w -> w.visitAttribute(new Attribute("Strange") {
            @Override
            protected org.objectweb.asm.ByteVector write(ClassWriter writer, byte[] code, int length, int stack, int locals) {
                return new org.objectweb.asm.ByteVector().putShort(writer.newUTF8("points into the pool"));
            }
        }));
        byte[] rebuilt = OnOldPool.rebuild(classOf("return null;"), next);
        assertTrue(text(next).contains("Strange"));
        assertFalse(text(rebuilt).contains("Strange"));
        assertEquals(ClassFile.parse(next).hash(), ClassFile.parse(rebuilt).hash());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void aSourceFileIsAddedWhereThereIsNone() throws Exception {
        String source = "package pool;\nclass Outer { class Inner { int a() { return 1; } } }";
        Path bare = Javac.standard().with("-g:none").compile("pool-bare", source);
        Path with = Javac.standard().compile("pool-with", source);
        for (String name : List.of("Outer", "Outer$Inner")) {
            byte[] none = Files.readAllBytes(bare.resolve("pool/" + name + ".class"));
            assertNull(ClassFile.parse(none).sourceFile());
            assertEquals("Outer.java", ClassFile.parse(OnOldPool.rebuildWithSource(none, none)).sourceFile());
            byte[] some = Files.readAllBytes(with.resolve("pool/" + name + ".class"));
            assertSame(some, OnOldPool.rebuildWithSource(some, some));
            assertEquals(ClassFile.parse(some).hash(), ClassFile.parse(OnOldPool.rebuildWithSource(none, some)).hash());
        }
    }
}
