package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.LiveUpdate.Mode;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Target.ProgramFailed;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.TestOffer;
import dev.molt.test.harness.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A class of the class path that no update offers, compiled against a version that came with an update, and loaded after it. */
class LateClassTest {
    private static final String APP = """
            package app;
            public class App {
                static final Thing KEPT = new Thing();
                public static String ask() { return KEPT.name(); }
                static String told(Thing thing) { return %s; }
            }
            """;

    private static final String LATE = """
            package app;
            public class Late {
                public static String method() { return App.KEPT.more("more ") + Thing.twice(4) + App.KEPT.greet(); }
                public static String constructor() { return new Thing(5, 6).name(); }
                public static String field() { return "" + App.KEPT.added++ + App.KEPT.added + Thing.count++ + Thing.count; }
                public static String reference() {
                    java.util.function.UnaryOperator<String> more = App.KEPT::more;
                    java.util.function.IntBinaryOperator make = (a, b) -> new Thing(a, b).added;
                    return more.apply("r") + make.applyAsInt(1, 2);
                }
                public static String subclass() { return App.told(new Sub()) + new Sub().greet(); }
                static class Sub extends Thing {
                    Sub() { super(8, 9); }
                    @Override String more(String text) { return "sub " + super.more(text) + added; }
                }
            }
            """;

    private static Path compiled(String label, String thing, String told, String... more) {
        String[] units = new String[more.length + 3];
        units[0] = APP.formatted(told);
        units[1] = "package app; class Thing implements Greets { int n = 1; String name() { return \"thing \" + n; } " + thing + " }";
        units[2] = "package app; interface Greets { " + (more.length == 0 ? "" : "default String greet() { return \" hi\"; }") + " }";
        System.arraycopy(more, 0, units, 3, more.length);
        return Javac.standard().compile(label, units);
    }

    @LiveUpdate(modes = {Mode.LATE_ATTACH, Mode.STARTUP_AGENT})
    void usesWhatAnUpdateAddedUntilItIsReverted(Targets targets) throws Exception {
        Path v2 = compiled("late-v2", """
                int added = 7;
                static int count = 40;
                Thing() {}
                Thing(int n, int more) { this.n = n + more; }
                String more(String text) { return text + n + added; }
                static int twice(int k) { return 2 * k; }
                """, "thing.more(\"told \")", LATE);
        Path v1 = Trees.copy(compiled("late-v1", "", "thing.name()"), targets.directory().resolve("v1"));
        for (String late : new String[] {"app/Late.class", "app/Late$Sub.class"}) Files.copy(v2.resolve(late), v1.resolve(late));
        Target target = targets.start(v1);
        assertEquals("thing 1", target.call("app.App", "ask"));
        Map<String, byte[]> offered = TestOffer.read(v2);
        offered.keySet().removeIf(name -> name.startsWith("app.Late"));
        Client client = target.withMolt().client();
        Verdict verdict = client.apply(TestOffer.of(offered, Map.of()));
        assertEquals(Outcome.APPLIED, verdict.outcome(), verdict::text);

        assertEquals("more 178 hi", target.call("app.Late", "method"));
        assertEquals("thing 11", target.call("app.Late", "constructor"));
        assertEquals("784041", target.call("app.Late", "field"));
        assertEquals("r187", target.call("app.Late", "reference"));
        assertEquals("sub told 1777 hi", target.call("app.Late", "subclass"));

        assertEquals(Outcome.REVERTED, client.revert(verdict.updateId()).outcome());
        assertEquals("thing 1", target.call("app.App", "ask"));
        fails(target, "method", "NoSuchMethodError");
        fails(target, "constructor", "NoSuchMethodError");
        assertEquals("894142", target.call("app.Late", "field"), "fields stay for the code that knew them");
        fails(target, "reference", "NoSuchMethodError");
        fails(target, "subclass", "NoSuchMethodError");

        verdict = client.apply(TestOffer.of(offered, Map.of()));
        assertEquals(Outcome.APPLIED, verdict.outcome(), verdict::text);
        assertEquals("thing 11", target.call("app.Late", "constructor"), "applied again");
        assertEquals("sub told 1777 hi", target.call("app.Late", "subclass"), "applied again");
    }

    /** Loaded between two updates, it sees each version. */
    @LiveUpdate
    void seesTheUpdatesThatFollow(Targets targets) throws Exception {
        String late = "package app; public class Late { public static String go() { return App.KEPT.more(\"x\"); } }";
        Path v2 = compiled("late-first", "String more(String text) { return text + 2; }", "\"\"", late);
        Path v3 = compiled("late-second", "int fresh = 3; String more(String text) { return text + fresh++; }", "\"\"", late);
        Path v1 = Trees.copy(compiled("late-v1", "", "thing.name()"), targets.directory().resolve("v1"));
        Files.copy(v2.resolve("app/Late.class"), v1.resolve("app/Late.class"));
        Target target = targets.start(v1);
        assertEquals("thing 1", target.call("app.App", "ask"));
        target.molt("apply", v2, "--exclude", "app.Late", "--json").expect(0, Outcome.APPLIED);
        assertEquals("x2", target.call("app.Late", "go"));
        target.molt("apply", v3, "--exclude", "app.Late", "--json").expect(0, Outcome.APPLIED);
        assertEquals("x3", target.call("app.Late", "go"));
        target.molt("revert", "--json").expect(0, Outcome.REVERTED);
        assertEquals("x2", target.call("app.Late", "go"));
        target.molt("revert", "--json").expect(0, Outcome.REVERTED);
        fails(target, "go", "NoSuchMethodError");
    }

    private static void fails(Target target, String method, String error) {
        ProgramFailed failed = assertThrows(ProgramFailed.class, () -> target.call("app.Late", method), method);
        assertTrue(failed.getMessage().startsWith("java.lang." + error), () -> method + " fails with " + failed.getMessage());
    }
}
