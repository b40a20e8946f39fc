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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A change of a class that no update can hide from the VM is refused by name, and nothing is touched. */
class ShapeRefusalTest {

    /**
     * An edit that can't be done while objects live.
     *
     * @param label names the package of the case
     * @param before the unit before; {@code class X} is loaded
     * @param after the unit after
     * @param refused the class that is refused, without its package
     * @param member its member, or null
     * @param problem what is said of it
     */
    private record Case(String label, String before, String after, String refused, String member, String problem) {
        Case(String label, String before, String after, String problem) {
            this(label, before, after, "X", null, problem);
        }
    }

    private static final List<Case> CASES = List.of(
            new Case("superclass", "class X {}", "class X extends java.util.Date {}",
                    "superclass changed (java.lang.Object -> java.util.Date), and java.util.Date belongs to the JDK: its code can't run for objects that "
                            + "the VM made without it"),
            new Case("class_to_interface", "class X {}", "interface X {}", "a class becomes an interface"),
            new Case("interface_to_class", "interface X {}", "class X {}", "an interface becomes a class"),
            new Case("class_to_enum", "class X {}", "enum X { ONE }", "a class becomes an enum"),
            new Case("enum_to_class", "enum X { ONE }", "class X {}", "an enum becomes a class"),
            new Case("interface_to_annotation", "interface X {}", "@interface X {}", "an interface becomes an annotation type"),
            // of the only subclass that it permits nothing is loaded, so the VM has no class to make objects of
            new Case("permitted", "abstract sealed class X permits X.A { static final class A extends X {} }",
                    "abstract sealed class X permits X.A, X.B { static final class A extends X {} static final class B extends X {} }", "X$B", null,
                    "can't have the supertype permitted.X, which is sealed and does not permit it in the running JVM"),
            new Case("native_added", "class X {}", "class X { native void go(); }", "X", "go(): void",
                    "is native and new; native code is bound to methods that the JVM has"));

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
        Finding finding = Findings.naming(verdict, c.label() + "." + c.refused(), c.problem());
        assertEquals(Severity.REFUSAL, finding.severity(), finding::text);
        assertEquals(c.label() + "." + c.refused(), finding.className(), finding::text);
        assertEquals(c.member(), finding.member(), finding::text);
        assertEquals(c.problem(), finding.problem(), finding::text);
        assertNotNull(finding.remedy(), "what to do instead of " + finding.text());
    }

    @LiveUpdate
    void oneBadClassRefusesTheWholeBatch(Targets targets) {
        String good = "package app; public class App { public static String run() { return \"%d\" + new Shape().sides(); } }";
        String shape = "package app; class Shape %s{ int sides() { return 4; } %s }";
        Path v1 = Javac.standard().compile("batch-v1", good.formatted(1), shape.formatted("", ""));
        Path v2 = Javac.standard().compile("batch-v2", good.formatted(2),
                shape.formatted("extends java.util.Date implements Runnable ", "int corners; public void run() {}"));
        Target target = targets.start(v1);
        assertEquals("14", target.call("app.App", "run"));
        Fingerprint before = target.fingerprint();
        target.molt("apply", v2).expect(3).says("app.Shape", "superclass changed (java.lang.Object -> java.util.Date)", "refused");
        target.molt("plan", v2, "--json").expect(3, Outcome.REFUSED);
        assertEquals("14", target.call("app.App", "run"));
        before.assertUntouchedIn(target.fingerprint(), "after a refusal");
    }

    /** Such class files come of builds that were put together; whoever follows their supertypes finds no end. */
    @LiveUpdate
    void classesThatWouldBeTheirOwnSupertypes(Targets targets) {
        String app = "package app; public class App { public static String run() { return new A().of() + new B().of(); } }";
        String plain = "package app; class %s { String of() { return \"1\"; } }";
        String below = "package app; class %s extends %s { String of() { return \"2\"; } }";
        Target target = targets.start(Javac.standard().compile("circle-v1", app, plain.formatted("A"), plain.formatted("B")));
        assertEquals("11", target.call("app.App", "run"));
        Map<String, byte[]> offered = new HashMap<>();
        offered.put("app.A", TestOffer.read(Javac.standard().compile("circle-a", below.formatted("A", "B"), plain.formatted("B"))).get("app.A"));
        offered.put("app.B", TestOffer.read(Javac.standard().compile("circle-b", below.formatted("B", "A"), plain.formatted("A"))).get("app.B"));
        Verdict verdict = target.withMolt().client().apply(TestOffer.of(offered, Map.of()));
        assertEquals(Outcome.REFUSED, verdict.outcome(), verdict::text);
        assertNotNull(Findings.naming(verdict, "app.A", "would be a supertype of itself"));
        assertNotNull(Findings.naming(verdict, "app.B", "would be a supertype of itself"));
        assertEquals("11", target.call("app.App", "run"));
    }

    private static String unit(Case c, String text) {
        return "package " + c.label() + ";\n" + text;
    }
}
