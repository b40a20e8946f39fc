package dev.molt.test.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.ClassVersion;
import dev.molt.engine.classfile.Descriptors;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.classfile.RecordComponent;
import dev.molt.engine.diff.Change;
import dev.molt.engine.diff.ChangeKind;
import dev.molt.engine.diff.ClassDiff;
import dev.molt.test.harness.Javac;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** What a class file says. */
class ClassFileTest {
    private static final String SOURCE = """
            package shop;
            import java.util.List;
            public abstract sealed class Cart<T extends Number> extends java.util.ArrayList<T> implements Runnable permits Cart.Small, Big {
                public static final int MOST = 7;
                static final String NAME = "cart";
                private List<String> names;
                protected long total(int percent, String[] codes) throws java.io.IOException { return percent * 2L; }
                abstract void drop();
                static final class Small extends Cart<Integer> { void drop() { } public void run() { } }
                private record Line(@Seen int amount, List<String> tags) { }
            }
            @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Seen { }
            final class Big extends Cart<Long> { void drop() { } public void run() { } }
            """;

    private static ClassFile parse(String name) throws Exception {
        return ClassFile.parse(bytes(name));
    }

    private static byte[] bytes(String name) throws Exception {
        Path folder = Javac.standard().with("-parameters").compile("classfile", SOURCE.replace("public abstract", "abstract"));
        return Files.readAllBytes(folder.resolve(name + ".class"));
    }

    @Test
    void tellsTheClass() throws Exception {
        ClassFile cart = parse("shop/Cart");
        assertEquals("shop.Cart", cart.name());
        assertEquals("shop/Cart", cart.internalName());
        assertEquals("shop", cart.packageName());
        assertEquals(61, cart.major());
        assertEquals(0, cart.minor());
        assertEquals(Opcodes.ACC_SUPER | Opcodes.ACC_ABSTRACT, cart.access());
        assertEquals(-1, cart.innerAccess());
        assertEquals("java/util/ArrayList", cart.superName());
        assertEquals(List.of("java/lang/Runnable"), cart.interfaces());
        assertEquals("<T:Ljava/lang/Number;>Ljava/util/ArrayList<TT;>;Ljava/lang/Runnable;", cart.signature());
        assertEquals(List.of("shop/Cart$Line", "shop/Cart$Small"), cart.nestMembers().stream().sorted().toList());
        assertEquals(List.of("shop/Cart$Small", "shop/Big"), cart.permittedSubclasses());
        assertEquals("Cart.java", cart.sourceFile());
        assertNull(cart.nestHost());
    }

    @Test
    void tellsANestedRecord() throws Exception {
        ClassFile line = parse("shop/Cart$Line");
        assertTrue(line.isRecord());
        assertEquals("shop/Cart", line.nestHost());
        assertEquals(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, line.innerAccess());
        assertEquals(List.of("amount: int", "tags: java.util.List"), line.recordComponents().stream().map(RecordComponent::text).toList());
        assertNotEquals(0, line.recordComponents().get(0).annotationsHash());
        assertEquals(0, line.recordComponents().get(1).annotationsHash());
    }

    @Test
    void tellsMembers() throws Exception {
        ClassFile cart = parse("shop/Cart");
        assertEquals(7, cart.field("MOST", "I").constantValue());
        assertEquals("cart", cart.field("NAME", "Ljava/lang/String;").constantValue());
        assertEquals("Ljava/util/List<Ljava/lang/String;>;", cart.field("names", "Ljava/util/List;").signature());
        Method total = cart.method("total", "(I[Ljava/lang/String;)J");
        assertEquals("total(int, String[]): long", total.text());
        assertEquals(List.of("java/io/IOException"), total.exceptions());
        assertEquals(List.of("percent", "codes"), total.parameters().stream().map(Method.Parameter::name).toList());
        assertNotEquals(0, total.bodyHash());
        assertEquals(0, cart.method("drop", "()V").bodyHash());
        assertNull(cart.method("total", "()V"));
    }

    @Test
    void hashDoesNotDependOnTheOrderOfConstantsAndMethods() throws Exception {
        byte[] bytes = bytes("shop/Cart");
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, 0);
        Collections.reverse(node.methods);
        Collections.reverse(node.innerClasses);
        ClassWriter writer = new ClassWriter(0);
        for (int i = 0; i < 300; i++) writer.newConst("makes every ldc wide " + i);
        node.accept(writer);
        ClassFile other = ClassFile.parse(writer.toByteArray());
        assertEquals(ClassFile.parse(bytes).hash(), other.hash());
        assertEquals(ClassFile.parse(bytes).methodParametersHash(), other.methodParametersHash());
    }

    @Test
    void hashTellsVersionsApart() throws Exception {
        ClassFile cart = parse("shop/Cart");
        List<String> hashes = new ArrayList<>();
        for (String edit : List.of("percent~percent", "2L~3L", "percent~rate", "MOST = 7~MOST = 8", "throws java.io.IOException~")) {
            String[] parts = edit.split("~", 2);
            String source = SOURCE.replace(parts[0], parts[1]);
            Path folder = Javac.standard().with("-parameters").compile("classfile", source.replace("public abstract", "abstract"));
            hashes.add(ClassFile.parse(Files.readAllBytes(folder.resolve("shop/Cart.class"))).hash());
        }
        assertEquals(cart.hash(), hashes.get(0));
        assertEquals(hashes.size(), hashes.stream().distinct().count(), hashes::toString);
    }

    @Test
    void versionsAreToldByTheirRelease() {
        assertEquals("version 61 (Java 17)", ClassVersion.text(61, 0));
        assertEquals("version 69 (Java 25, with preview features)", ClassVersion.text(69, 0xFFFF));
        assertEquals("1.4", ClassVersion.release(48));
    }

    @Test
    void descriptorsAreShownAsInSource() {
        assertEquals("a(int[][], java.util.Map, String): void", Descriptors.method("a", "([[ILjava/util/Map;Ljava/lang/String;)V"));
        assertEquals("java.lang.invoke.MethodHandle", Descriptors.type("Ljava/lang/invoke/MethodHandle;"));
        assertEquals("shop.Cart[]", Descriptors.className("[Lshop/Cart;"));
        assertEquals("<init>(int)", Descriptors.method("<init>", "(I)V"));
        for (String bad : List.of("", "(", ")", "(L", "(Q)V", "[", "L;;")) {
            Descriptors.method("a", bad);
            Descriptors.type(bad);
        }
    }

    @Test
    void annotationsOfClassRetentionAreNotPartOfIt() throws Exception {
        byte[] bytes = bytes("shop/Big");
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes).accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visitEnd() {
                super.visitAnnotation("Lshop/Unseen;", false).visitEnd();
                super.visitEnd();
            }
        }, 0);
        assertEquals(ClassFile.parse(bytes).hash(), ClassFile.parse(writer.toByteArray()).hash());
    }

    /** A class with an annotation. */
    private static ClassFile annotated(String type, String value) throws Exception {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "k/Shop", null, "java/lang/Object", null);
        var annotation = writer.visitAnnotation(type, true);
        annotation.visit("d1", value);
        annotation.visitEnd();
        writer.visitAnnotation("Lk/Own;", true).visitEnd();
        writer.visitEnd();
        return ClassFile.parse(writer.toByteArray());
    }

    @Test
    void whatOtherCompilersTellEachOtherIsNoAnnotationOfTheProgram() throws Exception {
        for (String type : List.of("Lkotlin/Metadata;", "Lscala/reflect/ScalaSignature;")) {
            ClassDiff metadata = ClassDiff.between(annotated(type, "one"), annotated(type, "two"));
            assertEquals(List.of(ChangeKind.LANGUAGE_METADATA), metadata.changes().stream().map(Change::kind).toList(), type);
        }
        ClassDiff own = ClassDiff.between(annotated("Lk/Other;", "one"), annotated("Lk/Other;", "two"));
        assertEquals(List.of(ChangeKind.CLASS_ANNOTATIONS), own.changes().stream().map(Change::kind).toList());
    }
}
