package dev.molt.test.evolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.translate.Obstacle;
import dev.molt.test.harness.Javac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a changed class keeps its shape, verifies, and refers to nothing that the VM lacks. */
class TranslatorTest {
    /** A program in two versions. */
    private record Program(String name, String from, String to) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Program> programs() {
        return List.of(
                new Program("methods", "package p; class A { int a() { return 1; } } class B extends A { }",
                        "package p; class A { int a() { return b(2L, 3.0) + c(); } int b(long l, double d) { return (int) (l + d); } "
                                + "static synchronized int c() { for (int i = 0; i < 3; i++) if (i > 1) return i; return 7; } "
                                + "synchronized private int d(int... n) { try { return n[0]; } finally { c(); } } } "
                                + "class B extends A { int a() { return super.a() + super.b(1, 2); } }"),
                new Program("overrides", "package p; class A { Object o() { return this; } } class B extends A { String own() { return \"\"; } }",
                        "package p; class A { Object o() { return 1; } public int hashCode() { return super.hashCode() + 1; } } "
                                + "class B extends A { String o() { return \"b\" + super.o(); } public String toString() { return super.toString(); } }"),
                new Program("constructors", "package p; class A { final int n; A(int n) { this.n = n; } private A() { this(0); } } class B extends A { B() { super(1); } }",
                        "package p; class A { final int n; long l; A(int n) { this.n = n; } A(String s, long l) { this(s == null ? 1 : 2); this.l = l; } "
                                + "A(double... d) { int k = 0; for (double x : d) { if (x > 1) k++; } n = k; } } "
                                + "class B extends A { B(boolean b) { super(b ? \"x\" : \"y\", b ? 1 : 2); } "
                                + "static A of(boolean b) { return new A(b ? new A(\"\", 1).n + \"\" : \"z\", new B(b).n); } }"),
                new Program("captures", "package p; class A { Runnable r(int i) { return null; } class In { } static class S { } }",
                        "package p; class A { private int k; Runnable r(int i) { int j = i * 2; class L implements Runnable { public void run() { k += j; new In(j).q(); } } return new L(); } "
                                + "class In { private final int z; private In(int z) { this.z = z; } private int q() { return z + k; } } class S { int w = k; } }"),
                new Program("fields", "package p; class A { int a; static int s; final String f = \"f\".trim(); }",
                        "package p; class A { long a; int s; static final String f = \"f\".trim(); volatile double v = 1; static long t; char c; "
                                + "void m() { a++; s += 2; v *= 2; t <<= 1; c++; Object o = a > 1 ? f : (Object) v; } }"),
                new Program("lambdas", "package p; class A { Runnable r = null; }",
                        "package p; import java.util.function.*; class A { Runnable r = () -> x(1); private void x(int i) { } A() { } A(int i) { } protected Object y() { return 1; } "
                                + "Supplier<Object> s() { Supplier<A> n = A::new; IntFunction<A> f = A::new; Function<A, Object> g = A::y; Supplier<?> t = this::hashCode; int k = 3; "
                                + "BiFunction<Long, Double, String> h = (l, d) -> l + \"\" + d + k + this; return super::toString; } }"),
                new Program("interfaces", "package p; interface I { String a(); } class C implements I { public String a() { return \"\"; } }",
                        "package p; interface I { String a(); default String d() { return p() + s(); } private String p() { Runnable r = () -> s(); return \"\"; } static String s() { return K; } String K = \"k\".trim(); } "
                                + "class C implements I { public String a() { return I.super.d(); } } class D implements I { public String a() { return d(); } }"),
                new Program("kinds", "package p; abstract class A { int i() { return 1; } static int s() { return 2; } private int p() { return 3; } abstract int b(); native int n(); }",
                        "package p; abstract class A { static int i() { return s0(null); } int s() { return p(); } public int p() { return i(); } int b() { return 4; } synchronized int n() { return 5; } "
                                + "static int s0(A a) { return a.s() + a.p() + a.b(); } } class E extends A { int j() { return b() + p(); } }"),
                new Program("enums", "package p; enum E { A, B(2) { }; E() { } E(int i) { } }",
                        "package p; enum E { A(\"x\", 1L), B(2) { }, C; E() { } E(int i) { this(); } E(String s, long l) { k = s; } private String k; static E of(String s) { switch (valueOf(s)) { case A: return B; default: return A; } } }"),
                new Program("records", "package p; record R(int a) { }",
                        "package p; record R(int a, String b, long... c) { R { if (a < 0) throw new IllegalArgumentException(b); } static R of() { return new R(1, \"\", 2L); } }"));
    }

    private static ClassMap compiled(Program program, boolean newer) {
        return ClassMap.of(Javac.standard().compile("translate-" + program.name() + (newer ? "-2" : "-1"), newer ? program.to() : program.from()));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void changesOfAllKinds(Program program) {
        thereAndBack(compiled(program, false), compiled(program, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"commons-io", "asm"})
    void releasesOfLibraries(String library) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("molt.test.releases")))) {
            List<Path> releases = jars.filter(j -> j.getFileName().toString().startsWith(library + "-")).sorted().toList();
            // 9.11 comes before 9.2 in this order, which is as good
            thereAndBack(ClassMap.of(releases.get(0)), ClassMap.of(releases.get(1)));
        }
    }

    private static void thereAndBack(ClassMap old, ClassMap next) {
        Evolved evolved = check(Evolved.of(old, next));
        Evolved back = check(evolved.then(old));
        check(back.then(next));
    }

    private static Evolved check(Evolved evolved) {
        assertEquals(Map.of(), evolved.refused());
        assertEquals(List.of(), evolved.problems());
        assertFalse(evolved.evolutions().isEmpty());
        return evolved;
    }

    @Test
    void aBodyThatNeedsNothingStaysAsItIs() {
        ClassMap old = ClassMap.of(Javac.standard().compile("translate-body-1", "package p; class A { int a() { return 1; } }"));
        ClassMap next = ClassMap.of(Javac.standard().compile("translate-body-2", "package p; class A { int a() { return 2; } }"));
        Evolution evolution = Evolved.of(old, next).evolutions().get("p/A");
        assertSame(evolution.logical(), evolution.physical());
        assertEquals(List.of(), evolution.companions());
        assertNull(evolution.host());
    }

    /** The VM goes on to refuse it to other packages. */
    @Test
    void aClassThatBecomesPublic() {
        String user = "package p; public class User { static Object use(Object o) { return o; } }";
        ClassMap old = ClassMap.of(Javac.standard().compile("translate-opened-1", "package q; class T { public int n; public T() { } }", user));
        ClassMap next = ClassMap.of(Javac.standard().compile("translate-opened-2",
                "package q; public class T { public int n; public T() { } public T(int n) { this.n = n; } public T self(T t) { return t; } }",
                "package p; import q.T; public class User { static T f; static Object use(Object o) { T t = o instanceof T x ? x : new T(); "
                        + "for (int i = 0; i < 2; i++) t = t.self(new T(i)); t.n++; f = t.self((T) o); return T.class; } }"));
        thereAndBack(old, next);
    }

    @Test
    void whatTheVmCanNotDoIsRefused() {
        Program program = new Program("refused", "package p; final class F { } abstract class A { }",
                "package p; class F { } class G extends F { native void n(); } class A { native int n(); }");
        Map<String, List<Obstacle>> refused = Evolved.of(compiled(program, false), compiled(program, true)).refused();
        assertEquals(List.of("p/A", "p/G"), List.copyOf(refused.keySet()));
        assertTrue(refused.get("p/G").get(0).problem().contains("p.F, which is final"), () -> refused.toString());
        assertTrue(refused.get("p/A").stream().anyMatch(o -> o.problem().contains("native")), () -> refused.toString());
    }
}
