package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.TestOffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every change of a class's shape that the VM alone would refuse is applied, to objects that live, and goes back. */
class ShapeChangeTest {

    /**
     * A version of a class.
     *
     * @param unit the class, {@code X}
     * @param live what makes the object that lives on
     * @param use an expression that uses the class and the live object {@code x}
     * @param result what it is when it is used
     */
    private record Version(String unit, String live, String use, String result) {}

    /**
     * An edit.
     *
     * @param label names the package of the case
     * @param back what the use in the first version is after the revert
     */
    private record Case(String label, Version before, Version after, String back) {}

    private static Version v(String unit, String use, String result) {
        return new Version(unit, "new X()", use, result);
    }

    private static final String MODIFIERS = "java.lang.reflect.Modifier.";

    private static final List<Case> CASES = List.of(
            new Case("method_added", v("class X { int n = 3; }", "x.n", "3"),
                    v("class X { int n = 3; int total(int k) { return n += k; } }", "x.total(4) + x.total(1)", "15"), "8"),
            new Case("private_method_added", v("class X { int go() { return 1; } }", "x.go()", "1"),
                    v("class X { int go() { return helper(); } private static int helper() { return 2; } }", "x.go()", "2"), "1"),
            new Case("method_removed", v("class X { int total(int n) { return n; } }", "x.total(5)", "5"),
                    v("class X {}", "X.class.getDeclaredMethods().length", "0"), "5"),
            new Case("return_type", v("class X { int total() { return 1; } }", "x.total()", "1"),
                    v("class X { long total() { return 1L << 40; } }", "x.total()", "1099511627776"), "1"),
            new Case("parameter", v("class X { int total(int n) { return n; } }", "x.total(7)", "7"),
                    v("class X { int total(long n) { return (int) (n >> 32); } }", "x.total(3L << 32)", "3"), "7"),
            new Case("lambda_added", v("class X { java.util.function.IntSupplier run() { return null; } }", "x.run()", "null"),
                    v("class X { java.util.function.IntSupplier run() { return () -> 5; } }", "x.run().getAsInt()", "5"), "null"),
            new Case("constructor_added", v("class X { int n; X() {} }", "x.n", "0"),
                    v("class X { int n; X() {} X(int n) { this.n = n; } }", "new X(4).n + x.n", "4"), "0"),
            new Case("constructor_removed", v("class X { X() {} X(int n) {} }", "X.class.getDeclaredConstructors().length", "2"),
                    v("class X { X() {} }", "X.class.getDeclaredConstructors().length", "1"), "2"),
            // A static field that is there keeps its value.
            new Case("initializer_added", v("class X { static int n; }", "X.n++", "0"),
                    v("class X { static int n = Integer.parseInt(\"7\"); }", "X.n++", "1"), "2"),
            new Case("method_synchronized", v("class X { boolean go() { return Thread.holdsLock(this); } }", "x.go()", "false"),
                    v("class X { synchronized boolean go() { return Thread.holdsLock(this); } }", "x.go()", "true"), "false"),
            new Case("method_static", v("class X { int go() { return 1; } }", "x.go()", "1"),
                    v("class X { static int go() { return 2; } }", "X.go()", "2"), "1"),
            modifier("method_visibility", "class X { void go() {} }", "class X { public void go() {} }",
                    "isPublic(X.class.getDeclaredMethod(\"go\").getModifiers())"),
            modifier("method_final", "class X { void go() {} }", "class X { final void go() {} }",
                    "isFinal(X.class.getDeclaredMethod(\"go\").getModifiers())"),
            new Case("field_added", v("class X {}", "1", "1"), v("class X { int count = 5; }", "10 * x.count++ + x.count", "56"), "1"),
            new Case("field_removed", v("class X { int count = 3; }", "x.count++", "3"),
                    v("class X {}", "X.class.getDeclaredFields().length", "0"), "4"),
            new Case("field_type", v("class X { int count = 3; }", "x.count", "3"),
                    v("class X { long count = 3; }", "x.count + (1L << 40)", "1099511627779"), "3"),
            new Case("field_static", v("class X { int count = 3; }", "x.count", "3"),
                    v("class X { static int count = 4; }", "X.count", "4"), "3"),
            modifier("field_volatile", "class X { int count; }", "class X { volatile int count; }",
                    "isVolatile(X.class.getDeclaredField(\"count\").getModifiers())"),
            modifier("field_visibility", "class X { int count; }", "class X { private int count; }",
                    "isPrivate(X.class.getDeclaredField(\"count\").getModifiers())"),
            new Case("assert_added", v("class X { int go() { return 1; } }", "x.go()", "1"),
                    v("class X { int go() { assert hashCode() == 3 && hashCode() == 4; return 2; } }", "x.go()", "2"), "1"),
            modifier("class_final", "class X {}", "final class X {}", "isFinal(X.class.getModifiers())"),
            new Case("class_abstract", new Version("class X {}", "null", MODIFIERS + "isAbstract(X.class.getModifiers())", "false"),
                    new Version("abstract class X {}", "null", MODIFIERS + "isAbstract(X.class.getModifiers())", "true"), "false"),
            modifier("class_public", "class X {}", "public class X {}", "isPublic(X.class.getModifiers())"),
            new Case("interface_order",
                    v("class X implements Cloneable, java.io.Serializable { int go() { return 1; } }", "x.go()", "1"),
                    v("class X implements java.io.Serializable, Cloneable { int go() { return 2; } }", "x.go()", "2"), "1"),
            new Case("record_component", new Version("record X(int a) {}", "new X(7)", "x", "X[a=7]"),
                    new Version("record X(int a, int b) {}", "new X(7, 8)", "x + \", \" + new X(1, 2)", "X[a=7, b=0], X[a=1, b=2]"),
                    "X[a=7]"),
            new Case("enum_constant", new Version("enum X { ONE }", "X.ONE", "x + \" of \" + X.values().length", "ONE of 1"),
                    new Version("enum X { ONE, TWO }", "X.ONE", "X.valueOf(\"TWO\").ordinal() + \" of \" + X.values().length + \", \" + (x == X.ONE)",
                            "1 of 2, true"), "ONE of 1"),
            new Case("nested_class", v("class X { int n = 2; }", "x.n", "2"),
                    v("class X { private int n = 2; class Inner { int twice() { return 2 * n; } } }", "x.new Inner().twice()", "4"), "2"),
            new Case("anonymous_class", v("class X { Object go() { return \"none\"; } }", "x.go()", "none"),
                    v("class X { Object go() { return new Object() { @Override public String toString() { return \"one\"; } }; } }",
                            "x.go()", "one"), "none"));

    private static Case modifier(String label, String before, String after, String test) {
        return new Case(label, v(before, MODIFIERS + test, "false"), v(after, MODIFIERS + test, "true"), "false");
    }

    @LiveUpdate
    void everyKindIsAppliedAndGoesBack(Targets targets) {
        List<String> units = new ArrayList<>();
        for (Case c : CASES) units.addAll(List.of(units(c, c.before())));
        Target target = targets.start(Javac.standard().compile("shapes-v1", units.toArray(String[]::new)));
        for (Case c : CASES) assertEquals(c.before().result(), run(target, c), c.label());
        Client client = target.withMolt().client();
        Fingerprint before = target.fingerprint();

        List<String> problems = new ArrayList<>();
        for (Case c : CASES) {
            try {
                check(target, client, c);
            } catch (AssertionError | RuntimeException e) {
                problems.add("case " + c.label() + ": " + e.getMessage());
            }
        }
        assertTrue(problems.isEmpty(), () -> problems.size() + " cases\n" + String.join("\n", problems));
        before.assertSameCodeIn(target.fingerprint(), "after updates that were all reverted");
        assertEquals(List.of(), client.status().live());
    }

    private static void check(Target target, Client client, Case c) {
        Verdict verdict = client.apply(TestOffer.of(Javac.standard().compile("shapes-" + c.label(), units(c, c.after()))));
        assertEquals(Outcome.APPLIED, verdict.outcome(), verdict::text);
        try {
            assertEquals(c.after().result(), run(target, c), "after the update");
        } finally {
            Verdict reverted = client.revert(verdict.updateId());
            assertEquals(Outcome.REVERTED, reverted.outcome(), reverted::text);
        }
        assertEquals(c.back(), run(target, c), "after the revert");
    }

    @LiveUpdate
    void allKindsAtOnce(Targets targets) {
        List<String> v1 = new ArrayList<>();
        List<String> v2 = new ArrayList<>();
        for (Case c : CASES) {
            v1.addAll(List.of(units(c, c.before())));
            v2.addAll(List.of(units(c, c.after())));
        }
        Target target = targets.start(Javac.standard().compile("shapes-v1", v1.toArray(String[]::new)));
        for (Case c : CASES) assertEquals(c.before().result(), run(target, c), c.label());
        Path next = Javac.standard().compile("shapes-v2", v2.toArray(String[]::new));
        target.molt("apply", next, "--json").expect(0, Outcome.APPLIED);
        for (Case c : CASES) assertEquals(c.after().result(), run(target, c), c.label() + " after the update");
        target.molt("apply", next, "--json").expect(0, Outcome.NOTHING_TO_DO);
        target.molt("revert", "--json").expect(0, Outcome.REVERTED);
        for (Case c : CASES) assertEquals(c.back(), run(target, c), c.label() + " after the revert");
    }

    /** HotSpot would take the new code, and it would run into the wrong cases. */
    @LiveUpdate
    void otherCasesInASwitchOverAnEnum(Targets targets) {
        String app = """
                package app;
                public class App {
                    enum Kind { A, B, C }
                    public static String run() { return of(Kind.A) + of(Kind.B) + of(Kind.C); }
                    static String of(Kind kind) { switch (kind) { %s default: return "%s"; } }
                }
                """;
        Target target = targets.start(Javac.standard().compile("cases-v1",
                app.formatted("case A: return \"a\"; case B: return \"b\";", "-")));
        assertEquals("ab-", target.call("app.App", "run"));
        Path more = Javac.standard().compile("cases-more",
                app.formatted("case C: return \"c\"; case A: return \"a\"; case B: return \"b\";", "-"));
        target.molt("apply", more).expect(0);
        assertEquals("abc", target.call("app.App", "run"));
        target.molt("revert").expect(0);
        assertEquals("ab-", target.call("app.App", "run"));
        Path body = Javac.standard().compile("cases-body", app.formatted("case A: return \"A\"; case B: return \"b\";", "+"));
        target.molt("apply", body).expect(0);
        assertEquals("Ab+", target.call("app.App", "run"));
    }

    private static String run(Target target, Case c) {
        return target.call(c.label() + ".Use", "run");
    }

    private static String[] units(Case c, Version v) {
        String use = """
                package %s;
                public class Use {
                    private static X live = make();
                    private static X make() { return %s; }
                    public static String run() throws Exception {
                        X x = live;
                        return "" + (%s);
                    }
                }
                """;
        return new String[] {"package " + c.label() + ";\n" + v.unit(), use.formatted(c.label(), v.live(), v.use())};
    }
}
