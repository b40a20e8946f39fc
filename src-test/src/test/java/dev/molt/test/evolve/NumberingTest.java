package dev.molt.test.evolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.engine.match.Matched;
import dev.molt.engine.match.Numbering;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What the compiler numbers keeps the name of the same thing. */
class NumberingTest {
    static List<Integer> releases() {
        return Version.releases();
    }

    private static Version matched(Version running, Version next) {
        return new Version(new TreeMap<>(match(running, next).classes()));
    }

    private static Matched match(Version running, Version next) {
        return Numbering.match(running.files(), next.files(), name -> false);
    }

    private static Version unit(int release, String body) {
        return Version.of(release, "package n;\nimport java.util.*;\nimport java.util.function.*;\npublic class A {\n" + body + "\n}\n");
    }

    private static ClassNode node(byte[] bytes) {
        ClassNode c = new ClassNode();
        new ClassReader(bytes).accept(c, 0);
        return c;
    }

    /** Name and descriptor of the method, synthetic ones only, whose code has this string constant. */
    private static String lambdaWith(Version v, String type, String constant) {
        for (MethodNode m : node(v.get(type)).methods) {
            if (m.name.startsWith("lambda$") && has(m, constant)) return m.name + m.desc;
        }
        throw new AssertionError("no lambda has " + constant);
    }

    private static boolean has(MethodNode m, String constant) {
        for (AbstractInsnNode insn : m.instructions) {
            if (insn instanceof LdcInsnNode c && constant.equals(c.cst)) return true;
        }
        return false;
    }

    /** The class, other than those at the top, with this string constant. */
    private static String classWith(Version v, String constant) {
        for (Map.Entry<String, byte[]> e : v.files().entrySet()) {
            if (e.getKey().contains("$") && node(e.getValue()).methods.stream().anyMatch(m -> has(m, constant))) return e.getKey();
        }
        throw new AssertionError("no class has " + constant);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void lambdasKeepTheirNamesBehindAnInsertedOne(int release) {
        Version v1 = unit(release, "static Supplier<String> a() { return () -> \"one\"; }  static Supplier<String> b() { return () -> \"two\"; }");
        Version v2 = unit(release, "static Supplier<String> z() { return () -> \"zero\"; } static Supplier<String> a() { return () -> \"one\"; }"
                + " static Supplier<String> b() { return () -> \"two\"; }");
        Version m = matched(v1, v2);
        assertEquals(lambdaWith(v1, "n/A", "one"), lambdaWith(m, "n/A", "one"));
        assertEquals(lambdaWith(v1, "n/A", "two"), lambdaWith(m, "n/A", "two"));
        assertFalse(lambdaWith(m, "n/A", "zero").equals(lambdaWith(v1, "n/A", "one")));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void lambdasKeepTheirNamesWithinOneMethod(int release) throws Exception {
        Version v1 = unit(release, "static String go() { Supplier<String> a = () -> \"one\"; Supplier<String> b = () -> \"two\"; return a.get() + b.get(); }");
        Version v2 = unit(release, "static String go() { Supplier<String> c = () -> \"three\"; Supplier<String> b = () -> \"two\";"
                + " Supplier<String> a = () -> \"one\"; return a.get() + b.get() + c.get(); }");
        Version m = matched(v1, v2);
        assertEquals(lambdaWith(v1, "n/A", "one"), lambdaWith(m, "n/A", "one"));
        assertEquals(lambdaWith(v1, "n/A", "two"), lambdaWith(m, "n/A", "two"));
        assertEquals("onetwothree", m.run("n.A", "go"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void anEditedBodyKeepsItsName(int release) {
        Version v1 = unit(release, "static Supplier<String> a() { return () -> \"one\"; } static Runnable r() { return () -> System.gc(); }");
        Version v2 = unit(release, "static Runnable first() { return () -> System.out.println(); }"
                + " static Supplier<String> a() { return () -> \"edited\".concat(\"!\"); } static Runnable r() { return () -> System.gc(); }");
        assertEquals(lambdaWith(v1, "n/A", "one"), lambdaWith(matched(v1, v2), "n/A", "edited"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void renamedEnclosingMethodKeepsTheLambda(int release) {
        Version v1 = unit(release, "static Supplier<String> a() { return () -> \"one\"; }");
        Version v2 = unit(release, "static Supplier<String> other() { return () -> \"one\"; }");
        assertEquals(lambdaWith(v1, "n/A", "one"), lambdaWith(matched(v1, v2), "n/A", "one"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void changedCapturesGetAFreshName(int release) {
        Version v1 = unit(release, "int n; Supplier<String> a(int k) { return () -> \"one\" + k; }");
        Version v2 = unit(release, "int n; Supplier<String> a(int k) { return () -> \"one\" + k + n; }");
        Version m = matched(v1, v2);
        List<String> before = lambdas(v1);
        List<String> after = lambdas(m);
        assertEquals(1, after.size());
        assertNotEquals(before.get(0), after.get(0));
    }

    private static List<String> lambdas(Version v) {
        return node(v.get("n/A")).methods.stream().filter(x -> x.name.startsWith("lambda$")).map(x -> x.name).toList();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void nestedLambdasFollowTheirOuterOnes(int release) {
        String first = "static Supplier<Supplier<String>> p() { return () -> () -> \"p\"; }";
        String second = "static Supplier<Supplier<String>> q() { return () -> () -> \"q\"; }";
        Version v1 = unit(release, first + second);
        Version v2 = unit(release, second.replace("\"q\"", "\"q2\"") + first);
        Version m = matched(v1, v2);
        assertEquals(lambdaWith(v1, "n/A", "p"), lambdaWith(m, "n/A", "p"));
        assertEquals(lambdaWith(v1, "n/A", "q"), lambdaWith(m, "n/A", "q2"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatCannotBeToldApartGetsFreshNames(int release) {
        Version v1 = unit(release, "static List<Supplier<String>> a() { return List.of(() -> \"one\"); }");
        Version v2 = unit(release, "static List<Supplier<String>> a() { return List.of(() -> \"x\", () -> \"y\"); }");
        Version m = matched(v1, v2);
        String old = lambdaWith(v1, "n/A", "one");
        assertNotEquals(old, lambdaWith(m, "n/A", "x"));
        assertNotEquals(old, lambdaWith(m, "n/A", "y"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void anonymousClassesAreMatchedByKind(int release) throws Exception {
        String runner = "static Runnable runner() { return new Runnable() { public void run() { System.setProperty(\"r\", \"r\"); } }; }";
        Version v1 = unit(release, runner);
        Version v2 = unit(release, "static Comparator<String> order() { return new Comparator<String>() {"
                + " public int compare(String a, String b) { return \"order\".length(); } }; }" + runner
                + " static Object go() { runner().run(); return order().compare(null, null); }");
        Version m = matched(v1, v2);
        assertEquals("n/A$1", classWith(m, "r"));
        assertEquals("n/A$2", classWith(m, "order"));
        assertEquals(5, m.run("n.A", "go"));
        assertTrue(node(m.get("n/A")).nestMembers.containsAll(List.of("n/A$1", "n/A$2")));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void anonymousClassesOfOneKindAreMatchedByText(int release) {
        String a = "static Object a() { return new Object() { public String toString() { return \"a\"; } }; }";
        String b = "static Object b(int k) { return new Object() { public String toString() { return \"b\" + k; } }; }";
        String c = "static Object c() { return new Object() { public String toString() { return \"c\"; } }; }";
        Version v1 = unit(release, a + c);
        Version v2 = unit(release, b + c.replace("\"c\"", "\"c\".concat(\"c\")") + a);
        Version m = matched(v1, v2);
        assertEquals(classWith(v1, "a"), classWith(m, "a"));
        assertEquals(classWith(v1, "c"), classWith(m, "c"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void otherCapturesMakeAnotherClass(int release) {
        String text = "static Object a(int k, int l) { return new Object() { public String toString() { return \"a\" + k; } }; }";
        Version v1 = unit(release, text);
        Version v2 = unit(release, text.replace("+ k", "+ k + l"));
        assertFalse(matched(v1, v2).files().containsKey("n/A$1"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void localClassesAndWhatIsInThem(int release) throws Exception {
        String f = "static String f() { class L { class In { public String toString() { return \"in f\"; } } Object o = new Object() {"
                + " public String toString() { return \"o f\"; } }; } return new L().new In() + \"\" + new L().o; }";
        Version v1 = unit(release, f.replace(" f", " g").replace("f()", "g()") + f);
        Version v2 = unit(release, f + f.replace(" f", " g").replace("f()", "g()")
                + "static Object go() { return f() + g(); }");
        Version m = matched(v1, v2);
        for (String text : List.of("in f", "in g", "o f", "o g")) assertEquals(classWith(v1, text), classWith(m, text));
        assertEquals("in fo fin go g", m.run("n.A", "go"));
        assertEquals("L", m.load().loadClass("n.A$2L").getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void tablesOfSwitchesAreMatchedByContent(int release) throws Exception {
        String e = "enum E { X, Y, Z }  static int f(E e) { switch (e) { case X: return 1; case Y: return 2; default: return 3; } }";
        Version v1 = unit(release, e);
        String before = v1.files().keySet().stream().filter(n -> n.matches(".*\\$\\d+")).findFirst().orElse(null);
        if (before == null) return; // a compiler that needs no table
        Version same = unit(release, "static Object first() { return new Object() { }; }" + e);
        assertEquals(node(v1.get(before)).fields.get(0).name, node(matched(v1, same).get(before)).fields.get(0).name);
        Version other = unit(release, e.replace("case X: return 1;", "case Z: return 9; case X: return 1;")
                + "static Object go() { return f(E.X) + f(E.Y) * 10 + f(E.Z) * 100; }");
        Version m = matched(v1, other);
        assertFalse(m.files().containsKey(before), "a table with other cases is another class");
        assertEquals(921, m.run("n.A", "go"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void bodiesOfEnumConstantsFollowTheConstants(int release) throws Exception {
        Version v1 = unit(release, "enum E { X { String f() { return \"x\"; } }, Y { String f() { return \"y\"; } }; abstract String f(); }");
        Version v2 = unit(release, "enum E { Z { String f() { return \"z\"; } }, Y { String f() { return \"new y\"; } }, X { String f() { return \"x\"; } };"
                + " abstract String f(); } static Object go() { return E.X.f() + E.Y.f() + E.Z.f(); }");
        Version m = matched(v1, v2);
        assertEquals(classWith(v1, "x"), classWith(m, "x"));
        assertEquals(classWith(v1, "y"), classWith(m, "new y"));
        assertEquals("xnew yz", m.run("n.A", "go"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void againAndAgain(int release) {
        String one = "static Object a() { Supplier<String> s = () -> \"one\"; return new Object() { public String toString() { return \"an\".concat(s.get()); } }; }";
        String two = "static Object b() { Runnable r = () -> System.setProperty(\"two\", \"\"); return new Thread() { public void run() { getName().concat(\"bn\"); } }; }";
        Version v1 = unit(release, one);
        Version v2 = matched(v1, unit(release, two + one));
        Version v3 = matched(v2, unit(release, two));
        Version v4 = matched(v2, unit(release, one));
        assertEquals(classWith(v1, "an"), classWith(v4, "an"));
        assertEquals(lambdaWith(v1, "n/A", "one"), lambdaWith(v4, "n/A", "one"));
        assertEquals(lambdaWith(v2, "n/A", "two"), lambdaWith(v3, "n/A", "two"));
        assertEquals(classWith(v2, "bn"), classWith(v3, "bn"));
        Version v5 = matched(v3, unit(release, two + one));
        assertEquals(lambdaWith(v2, "n/A", "two"), lambdaWith(v5, "n/A", "two"));
        assertEquals(classWith(v2, "bn"), classWith(v5, "bn"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatIsNotConcernedIsTheSameArray(int release) {
        String a = "static Runnable a() { return () -> { }; } static class M { Object o = new Object() { }; }";
        Version v1 = unit(release, a);
        Version v2 = unit(release, "static int n; static Object first() { return new Thread() { }; }" + a);
        Matched m = match(v1, v2);
        assertSame(v2.get("n/A$M$1"), m.classes().get("n/A$M$1"));
        assertSame(v2.get("n/A"), Numbering.match(Map.of(), v2.files(), n -> false).classes().get("n/A"));
        Matched same = match(v2, v2);
        assertTrue(same.nothingRenamed());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void namesThatAreTakenAreNotGiven(int release) {
        Version v1 = unit(release, "static int n;");
        Version v2 = unit(release, "static Object a() { return new Object() { public String toString() { return \"a\"; } }; }");
        Matched m = Numbering.match(v1.files(), v2.files(), name -> name.matches("n/A\\$[123]"));
        assertEquals(Map.of("n/A$1", "n/A$4"), m.classNames());
        assertEquals("n/A$4", classWith(new Version(m.classes()), "a"));
    }
}
