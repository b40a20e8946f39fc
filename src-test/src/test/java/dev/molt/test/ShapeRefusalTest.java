package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Severity;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Findings;
import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.TestOffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every change of a class's shape is refused by name, and nothing is touched. */
class ShapeRefusalTest {

    /**
     * An edit that a stock HotSpot can't do.
     *
     * @param label names the package of the case
     * @param before the unit before; {@code class X} is loaded
     * @param after the unit after
     * @param named what the refusal has to name: the member, where it is one, and words of the kind of change
     */
    private record Case(String label, String before, String after, String... named) {}

    private static final List<Case> CASES = List.of(
            new Case("method_added", "class X {}", "class X { int total(int n) { return n; } }", "total(int): int",
                    "method added"),
            new Case("private_method_added", "class X {}", "class X { private static void helper() {} }", "helper(): void",
                    "method added"),
            new Case("method_removed", "class X { int total(int n) { return n; } }", "class X {}", "total(int): int",
                    "method removed"),
            new Case("return_type", "class X { int total() { return 1; } }", "class X { long total() { return 1; } }", "total()",
                    "method"),
            new Case("parameter", "class X { int total(int n) { return n; } }", "class X { int total(long n) { return 1; } }",
                    "total(", "method"),
            new Case("lambda_added", "class X { Runnable run() { return null; } }",
                    "class X { Runnable run() { return () -> {}; } }",
                    "lambda$run$0", "lambda added"),
            new Case("constructor_added", "class X { X() {} }", "class X { X() {} X(int n) {} }", "int", "constructor added"),
            new Case("constructor_removed", "class X { X() {} X(int n) {} }", "class X { X() {} }", "int", "constructor removed"),
            new Case("initializer_added", "class X { static int n; }", "class X { static int n = Integer.parseInt(\"1\"); }",
                    "static initialiser added"),
            new Case("method_synchronized", "class X { void go() {} }", "class X { synchronized void go() {} }", "go(): void",
                    "synchronized"),
            new Case("method_static", "class X { void go() {} }", "class X { static void go() {} }", "go(): void", "static"),
            new Case("method_visibility", "class X { void go() {} }", "class X { public void go() {} }", "go(): void", "public"),
            new Case("method_final", "class X { void go() {} }", "class X { final void go() {} }", "go(): void", "final"),
            new Case("field_added", "class X {}", "class X { int count; }", "count", "field added"),
            new Case("field_removed", "class X { int count; }", "class X {}", "count", "field removed"),
            new Case("field_type", "class X { int count; }", "class X { long count; }", "count", "field"),
            new Case("field_static", "class X { int count; }", "class X { static int count; }", "count", "static"),
            new Case("field_volatile", "class X { int count; }", "class X { volatile int count; }", "count", "volatile"),
            new Case("field_visibility", "class X { int count; }", "class X { private int count; }", "count", "private"),
            new Case("assert_added", "class X { void go() {} }", "class X { void go() { assert hashCode() != 3; } }",
                    "$assertionsDisabled", "field added"),
            new Case("class_final", "class X {}", "final class X {}", "final"),
            new Case("class_abstract", "class X {}", "abstract class X {}", "abstract"),
            new Case("class_public", "class X {}", "public class X {}", "public"),
            new Case("superclass", "class X {}", "class X extends java.util.Date {}", "superclass", "java.util.Date"),
            new Case("interface_added", "class X {}", "class X implements java.io.Serializable {}", "interface",
                    "java.io.Serializable"),
            new Case("interface_removed", "class X implements java.io.Serializable {}", "class X {}", "interface",
                    "java.io.Serializable"),
            new Case("interface_order", "class X implements Cloneable, java.io.Serializable {}",
                    "class X implements java.io.Serializable, Cloneable {}", "interface"),
            new Case("class_to_interface", "class X {}", "interface X {}", "interface"),
            new Case("record_component", "record X(int a) {}", "record X(int a, int b) {}", "b"),
            new Case("enum_constant", "enum X { ONE }", "enum X { ONE, TWO }", "TWO"),
            new Case("nested_class", "class X {}", "class X { class Inner {} }", "nest", "Inner"),
            new Case("anonymous_class", "class X { Object go() { return null; } }",
                    "class X { Object go() { return new Object() {}; } }", "nest", "X$1"),
            new Case("permitted", "sealed class X permits X.A { static final class A extends X {} }",
                    "sealed class X permits X.A, X.B { static final class A extends X {} static final class B extends X {} }",
                            "permit"));

    @LiveUpdate
    void everyKindIsNamedAndNothingIsTouched(Targets targets) {
        List<String> units = new ArrayList<>();
        for (Case c : CASES) units.add(unit(c, c.before()));
        units.add("""
                package app;
                public class App {
                    public static String load(String name) throws Exception { return Class.forName(name).getName(); }
                    public static String body() { return "before"; }
                }
                """);
        Target target = targets.start(Javac.standard().compile("shapes-v1", units.toArray(String[]::new)));
        for (Case c : CASES) target.call("app.App", "load", c.label() + ".X");
        Client client = target.withMolt().client();
        Fingerprint before = target.fingerprint();

        List<String> problems = new ArrayList<>();
        for (Case c : CASES) {
            try {
                check(client, c);
            } catch (AssertionError | RuntimeException e) {
                problems.add("case " + c.label() + ": " + e.getMessage());
            }
        }
        assertTrue(problems.isEmpty(), () -> problems.size() + " cases\n" + String.join("\n", problems));
        before.assertUntouchedIn(target.fingerprint(), "after refusals only");
        assertEquals(List.of(), client.status().live());
        assertTrue(client.history().updates().stream().noneMatch(update -> update.live()));
    }

    private static void check(Client client, Case c) {
        Path after = Javac.standard().compile("shapes-" + c.label(), unit(c, c.after()));
        Verdict verdict = client.apply(TestOffer.of(after));
        assertEquals(Outcome.REFUSED, verdict.outcome(), verdict::text);
        String[] words = new String[c.named().length + 1];
        words[0] = c.label() + ".X";
        System.arraycopy(c.named(), 0, words, 1, c.named().length);
        Finding finding = Findings.naming(verdict, words);
        assertEquals(Severity.REFUSAL, finding.severity(), finding::text);
        assertNotNull(finding.remedy(), "what to do instead of " + finding.text());
    }

    @LiveUpdate
    void oneBadClassRefusesTheWholeBatch(Targets targets) {
        String good = "package app; public class App { public static String run() { return \"%d\" + new Shape().sides(); } }";
        String shape = "package app; class Shape { int sides() { return 4; } %s }";
        Path v1 = Javac.standard().compile("batch-v1", good.formatted(1), shape.formatted(""));
        Path v2 = Javac.standard().compile("batch-v2", good.formatted(2), shape.formatted("int corners; void turn() {}"));
        Target target = targets.start(v1);
        assertEquals("14", target.call("app.App", "run"));
        Fingerprint before = target.fingerprint();
        target.molt("apply", v2).expect(3).says("app.Shape", "corners", "turn(): void", "field added", "method added", "refused");
        target.molt("plan", v2, "--json").expect(3, Outcome.REFUSED);
        assertEquals("14", target.call("app.App", "run"));
        before.assertUntouchedIn(target.fingerprint(), "after a refusal");
    }

    /** HotSpot would take it, and the new code would run into the wrong cases. */
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
        target.molt("apply", more).expect(3).says("app.App$1", "switch over an enum");
        assertEquals("ab-", target.call("app.App", "run"));
        Path body = Javac.standard().compile("cases-body", app.formatted("case A: return \"A\"; case B: return \"b\";", "+"));
        target.molt("apply", body).expect(0);
        assertEquals("Ab+", target.call("app.App", "run"));
    }

    private static String unit(Case c, String text) {
        return "package " + c.label() + ";\n" + text;
    }
}
