package dev.molt.test.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Kept;
import dev.molt.engine.classfile.OnOldPool;
import dev.molt.engine.classfile.SameBytes;
import dev.molt.test.analysis.fork.Edit;
import dev.molt.test.analysis.fork.Edits;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Jdk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

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
        // The first byte behind the constant pool. What needs no more than a part of the old pool may have that part alone.
        int end = Math.min(new ClassReader(loaded).header, new ClassReader(rebuilt).header);
        assertArrayEquals(Arrays.copyOfRange(loaded, 10, end), Arrays.copyOfRange(rebuilt, 10, end));
    }

    @Test
    void keptMethodsAreCopiedAndStayInTheirOrder() throws Exception {
        Path before = Javac.standard().with("-parameters").compile("edits-before", Edits.ALL.stream().map(Edit::sourceBefore).toArray(String[]::new));
        Path after = Javac.standard().with("-parameters").compile("edits-after", Edits.ALL.stream().map(Edit::sourceAfter).toArray(String[]::new));
        int copied = 0;
        for (Edit edit : Edits.ALL) {
            String file = edit.className().replace('.', '/') + ".class";
            byte[] loaded = Files.readAllBytes(before.resolve(file));
            byte[] next = edit.compiled().apply(Files.readAllBytes(after.resolve(file)));
            Kept kept = Kept.of(loaded, ClassFile.parse(loaded), ClassFile.parse(next));
            copied += kept.methods().size();
            byte[] rebuilt = OnOldPool.rebuildWithSource(loaded, next, kept);
            assertKeepsPool(loaded, rebuilt);
            assertEquals(ClassFile.parse(next).hash(), ClassFile.parse(rebuilt).hash(), edit.name());
            assertEquals(methods(next), methods(rebuilt), edit.name());
        }
        assertTrue(copied > Edits.ALL.size(), "only " + copied + " methods were copied");
    }

    private static List<String> methods(byte[] file) throws Exception {
        return ClassFile.parse(file).methods().stream().map(m -> m.name() + m.descriptor()).toList();
    }

    @Test
    void anotherOrderOfMethodsIsSeen() throws Exception {
        byte[] file = Files.readAllBytes(Javac.standard().compile("order", "class A { void a() { } void b() { } }").resolve("A.class"));
        ClassNode node = new ClassNode();
        new ClassReader(file).accept(node, 0);
        Collections.reverse(node.methods);
        ClassWriter writer = new ClassWriter(new ClassReader(file), 0);
        node.accept(writer);
        assertEquals(SameBytes.Likeness.SAME, SameBytes.compare(file, file));
        assertEquals(SameBytes.Likeness.REORDERED, SameBytes.compare(file, writer.toByteArray()));
        assertEquals(SameBytes.Likeness.UNSURE, SameBytes.compare(file, classOf("return \"a\";")));
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
