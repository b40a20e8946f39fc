package dev.molt.test.analysis;

import com.google.gson.Gson;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Real class files: some libraries, and programs with everything that javac can put into a class. */
final class Corpus {
    private static final String FLOOR = """
            package corpus;
            import java.io.*;
            import java.lang.annotation.*;
            import java.util.*;
            import java.util.function.*;
            @Retention(RetentionPolicy.RUNTIME)
            @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD, ElementType.TYPE})
            @interface Seen { String[] value() default {"a", "\\u00e4\\u4e2d"}; Class<?> type() default Object[].class; Kind kind() default Kind.ONE;
                Inner inner() default @Inner(1L); @interface Inner { long value(); double d() default 1.5; char c() default 'x'; byte[] b() default {1, 2}; } }
            @Retention(RetentionPolicy.CLASS) @Target({ElementType.PARAMETER, ElementType.METHOD, ElementType.FIELD}) @interface Unseen { }
            @Retention(RetentionPolicy.RUNTIME) @Target(ElementType.PARAMETER) @interface OnParameter { int value() default 0; }
            enum Kind { ONE { int n() { return 1; } }, TWO; int n() { return 2; } }
            sealed interface Shape permits Circle, Square { }
            record Circle(@Seen double radius) implements Shape { Circle { assert radius > 0; } }
            record Square<T extends Comparable<T>>(T side, List<? super Map<String, int[]>> more) implements Shape { }
            @Deprecated class Main<T extends @Seen Number & Serializable> implements Serializable, Callable<T> {
                static final long L = 1L << 40; static final String S = "\\u00e4"; static final float F = -0f; static final double D = Double.NaN;
                static final boolean Z = true; static final char C = 'c'; static final byte B = 1; static final short H = 2;
                @Unseen private transient volatile Map<String, ? extends @Seen List<T>> map = new HashMap<>();
                @Deprecated strictfp double old(double a) { return a * 2; }
                synchronized native void nothing();
                @Unseen @Seen public T call(@OnParameter(3) @Unseen String a, final int... b) throws IOException, RuntimeException {
                    for (int i = 0; i < b.length; i++) { if (a.isEmpty()) continue; System.out.println(a + i + L + S + 'c'); }
                    Runnable r = () -> System.out.println(a + this);
                    Function<String, Integer> f = Integer::parseInt; Supplier<List<String>> s = ArrayList::new; Supplier<String> t = this::toString;
                    Comparator<String> c = (Comparator<String> & Serializable) (x, y) -> x.compareTo(y);
                    switch (a) { case "Aa", "BB" -> r.run(); case "x" -> f.apply(a); default -> { } }
                    switch (Kind.valueOf(a)) { case ONE: break; case TWO: return null; }
                    int n = switch (b.length) { case 1, 2, 3 -> 1; case 1000, -5 -> 2; default -> { try { yield b[0]; } finally { r.run(); } } };
                    try (Reader in = new StringReader(a)) { in.read(); } catch (IllegalStateException | IOException e) { throw e; }
                    Object o = a; if (o instanceof String q && q.length() > n) synchronized (o) { n++; }
                    class Local { int x = b.length; Object y() { return Main.this; } }
                    new Local().y(); new Object() { @Override public String toString() { return a; } };
                    Object[][] arrays = new Object[2][3]; long[] longs = {1, 2}; Class<?> k = int[].class; float g = 3f % 2; double h = longs[0];
                    return (@Seen T) arrays[0][0];
                }
                static int big(int i) { MANY return i; }
                private class Nested extends Main<Integer> { private int p = 1; private void q() { p++; } }
                static class Generic<E extends Exception> { <X extends E> void t(X x) throws X { throw x; } }
                interface Default { default int d() { return p(); } private int p() { return 1; } static int s() { return 2; } }
            }
            interface Callable<V> { V call(String a, int... b) throws Exception; }
            """.replace("MANY", "if (i > 5) i += i * 31; else i ^= 70000;\n".repeat(400));

    private static final String NEWER = """
            package newer;
            import java.util.*;
            sealed interface Shape permits Circle, Pair, Empty { }
            record Circle(double radius) implements Shape { }
            record Pair<A extends Shape, B extends Shape>(A left, B right) implements Shape { }
            enum Empty implements Shape { IT, OTHER }
            class Main {
                static String name(Object shape) {
                    return switch (shape) {
                        case Circle(double r) when r > 1 -> "big " + r;
                        case Circle c -> "small";
                        case Pair(Circle(var a), Pair(var b, Empty e)) -> a + name(b) + e;
                        case Pair<?, ?> p -> "pair";
                        case Empty.IT -> "it";
                        case String s when s.length() > 3 -> s;
                        case null, default -> "?";
                    };
                }
                static int exhaustive(Shape s) { return switch (s) { case Circle c -> 1; case Pair<?, ?> p -> 2; case Empty e -> 3; }; }
                void unnamed(List<String> all) { for (String s : all) { if (s instanceof String t) System.out.println(t); } }
            }
            """;

    private Corpus() {}

    static List<Path> libraries() {
        return List.of(Fork.home(ClassReader.class), Fork.home(Gson.class), Fork.home(Test.class));
    }

    /** Compiled for the oldest release, and for the newest that a JDK runs. */
    static List<Path> compiled(Jdk jdk) {
        List<Path> folders = new ArrayList<>();
        folders.add(Javac.standard().with("-parameters").compile("corpus", FLOOR));
        folders.add(Javac.standard().with("-g:none").compile("corpus-bare", FLOOR.replace("package corpus", "package bare")));
        folders.add(otherCompilers());
        if (jdk.feature() >= 21) folders.add(Javac.standard().release(jdk.feature()).compile("corpus-newer", NEWER));
        return folders;
    }

    /** What javac does not write, but the compiler of Kotlin does: entries for lines that repeat the one before. */
    private static Path otherCompilers() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, "other/Lines", null, "java/lang/Object", null);
        writer.visitSource("Lines.kt", null);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
        Label start = new Label();
        Label end = new Label();
        code.visitLabel(start);
        for (int line : List.of(0, 7, 7, 8, 7)) code.visitLineNumber(line, start);
        code.visitInsn(Opcodes.NOP);
        code.visitLabel(end);
        for (int line : List.of(7, 9, 9)) code.visitLineNumber(line, end);
        code.visitLineNumber(7, start);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        writer.visitEnd();
        return write("other/Lines", writer.toByteArray());
    }

    private static Path write(String name, byte[] bytes) {
        try {
            Path folder = Files.createTempDirectory(Layout.work(), "corpus");
            Path file = folder.resolve(name + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
