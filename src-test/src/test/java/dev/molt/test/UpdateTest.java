package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.ClassReport;
import dev.molt.protocol.report.ClassReport.Action;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.UpdateRecord;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Findings;
import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.LiveUpdate.Mode;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What an update does to a running program, through the command line. */
class UpdateTest {

    @LiveUpdate(program = "orders", modes = {Mode.LATE_ATTACH, Mode.STARTUP_AGENT})
    void changedBodiesANewClassAndARemovedOne(Target target, Program program, Targets targets) throws Exception {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        assertEquals("legacy", target.call("orders.App", "old"));
        Path v2 = Trees.copy(program.version("v2"), targets.directory().resolve("v2"));
        Files.delete(v2.resolve("orders/Legacy.class"));

        Verdict plan = target.molt("plan", v2, "--from", program.version("v1"), "--json").expect(0, Outcome.PLANNED);
        assertEquals("110, 2 items", target.call("orders.App", "order", "100"), "a plan touches nothing");

        Verdict verdict = target.molt("apply", v2, "--from", program.version("v1"), "--reason", "more tax", "--json")
                .expect(0, Outcome.APPLIED);
        assertEquals("115, 3 in the cart", target.call("orders.App", "order", "100"), "new code, old state");
        assertEquals("late 2", target.call("orders.App", "late"), "a class that was not loaded at the time of the update");
        assertEquals("legacy", target.call("orders.App", "old"), "a removed class stays loaded");

        Map<String, Action> expected = Map.of("orders.Vat", Action.REDEFINE, "orders.Cart", Action.REDEFINE, "orders.Prices",
                Action.REDEFINE, "orders.Discount", Action.DEFINE, "orders.Late", Action.ON_LOAD, "orders.Legacy", Action.REMOVE);
        assertEquals(new TreeMap<>(expected), actions(verdict));
        assertEquals(new TreeMap<>(expected), actions(plan), "the plan told the same");
        Findings.naming(verdict, "orders.Legacy", "orders.App");

        target.molt("apply", v2, "--from", program.version("v1"), "--json").expect(0, Outcome.NOTHING_TO_DO);
        target.molt("apply", v2).expect(0).says("nothing to do");

        UpdateRecord shown = target.molt("show", verdict.updateId(), "--json").expect(0).json(UpdateRecord.class);
        assertEquals("more tax", shown.summary().reason());
        assertEquals(System.getProperty("user.name"), shown.summary().user());
        assertTrue(shown.summary().live());
        target.molt("history").expect(0).says("more tax", verdict.updateId());
        target.molt("status").expect(0).says(verdict.updateId());
    }

    @LiveUpdate
    void annotationsOfEverything(Targets targets) {
        String marks = """
                package app;
                import java.lang.annotation.*;
                @Retention(RetentionPolicy.RUNTIME)
                public @interface Mark { String value(); }
                """;
        String app = """
                package app;
                @Mark("class %1$s")
                public class App {
                    @Mark("field %1$s") public int field;
                    @Mark("constructor %1$s") public App() {}
                    @Mark("method %1$s") public int method(@Mark("parameter %1$s") int number) { return number; }
                    public static String read() throws Exception {
                        java.lang.reflect.Method method = App.class.getMethod("method", int.class);
                        return App.class.getAnnotation(Mark.class).value()
                            + ", " + App.class.getField("field").getAnnotation(Mark.class).value()
                            + ", " + App.class.getConstructor().getAnnotation(Mark.class).value()
                            + ", " + method.getAnnotation(Mark.class).value()
                            + ", " + ((Mark) method.getParameterAnnotations()[0][0]).value()
                            + ", " + method.getParameters()[0].getName();
                    }
                }
                """;
        Javac javac = Javac.standard().with("-parameters");
        Path v1 = javac.compile("annotations-v1", marks, app.formatted("1"));
        Path v2 = javac.compile("annotations-v2", marks, app.formatted("2"));
        Target target = targets.start(v1);
        assertEquals("class 1, field 1, constructor 1, method 1, parameter 1, number", target.call("app.App", "read"));
        target.molt("apply", v2, "--json").expect(0, Outcome.APPLIED);
        assertEquals("class 2, field 2, constructor 2, method 2, parameter 2, number", target.call("app.App", "read"));
        target.molt("revert").expect(0);
        assertEquals("class 1, field 1, constructor 1, method 1, parameter 1, number", target.call("app.App", "read"));
    }

    @LiveUpdate
    void aNewHierarchy(Targets targets) {
        Path v1 = Javac.standard().compile("hierarchy-v1", "package app; public class App {\n"
                + "public static String run() { return \"nothing\"; } }");
        // Names chosen so that neither alphabetical order nor its reverse puts supertypes first.
        Path v2 = Javac.standard().compile("hierarchy-v2", """
                package app;
                public class App {
                    public static String run() {
                        M top = new Z(new Point(3, 4));
                        return top.name() + " " + top + " " + Kind.valueOf("ROUND").next() + " " + M.COUNT + " " + Z.word(Kind.SQUARE);
                    }
                }
                """, """
                package app;
                interface M { int COUNT = A.count(); default String name() { return "M of " + getClass().getSimpleName(); } }
                """, """
                package app;
                abstract sealed class A implements M permits Z {
                    static int COUNT = 7;
                    static int count() { return COUNT; }
                    abstract Point at();
                    @Override public String toString() { return "at " + at(); }
                }
                """, """
                package app;
                final class Z extends A {
                    private final Point point;
                    Z(Point point) { this.point = point; }
                    static String word(Kind kind) { return switch (kind) { case ROUND -> "round"; case SQUARE -> "square"; }; }
                    Point at() { return point; }
                }
                """, """
                package app;
                record Point(int x, int y) implements Comparable<Point> {
                    public int compareTo(Point other) { return Integer.compare(x, other.x); }
                }
                """, """
                package app;
                enum Kind { ROUND { Kind next() { return SQUARE; } }, SQUARE { Kind next() { return ROUND; } }; abstract Kind next(); }
                """);
        Target target = targets.start(v1);
        assertEquals("nothing", target.call("app.App", "run"));
        Verdict verdict = target.molt("apply", v2, "--json").expect(0, Outcome.APPLIED);
        assertEquals(Action.DEFINE, actions(verdict).get("app.Z$1"), "what javac makes of a switch over an enum");
        assertEquals(targets.start(v2).call("app.App", "run"), target.call("app.App", "run"), "as after a fresh start");
    }

    @LiveUpdate
    void manyClassesAtOnce(Targets targets) {
        String[] one = new String[41];
        String[] two = new String[41];
        StringBuilder sum = new StringBuilder("0");
        for (int i = 0; i < 40; i++) {
            String unit = "package app;\nclass C" + i + " { static int value() { return %d; } }";
            one[i] = unit.formatted(1);
            two[i] = unit.formatted(2);
            sum.append(" + C").append(i).append(".value()");
        }
        one[40] = two[40] = "package app;\npublic class App { public static String sum() { return \"\" + (" + sum + "); } }";
        Target target = targets.start(Javac.standard().compile("many-v1", one));
        assertEquals("40", target.call("app.App", "sum"));
        Fingerprint before = target.fingerprint();
        Verdict verdict = target.molt("apply", Javac.standard().compile("many-v2", two), "--json").expect(0, Outcome.APPLIED);
        assertEquals(40, verdict.plan().classes().size());
        assertEquals("80", target.call("app.App", "sum"));
        assertEquals(40, before.changedIn(target.fingerprint()).size());
    }

    @LiveUpdate(program = "orders")
    void singleClassFilesAJarAndAFilteredFolder(Target target, Program program, Targets targets) throws Exception {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Path v2 = program.version("v2");
        target.molt("apply", v2.resolve("orders/Vat.class"), v2.resolve("orders/Cart.class"), "--json").expect(0,
                Outcome.APPLIED);
        assertEquals("120, 2 in the cart", target.call("orders.App", "order", "100"));

        Path jar = Trees.jar(targets.directory().resolve("v3.jar"), program.version("v3"));
        Verdict verdict = target.molt("apply", jar, "--only", "orders.V*", "--json").expect(0, Outcome.APPLIED);
        assertEquals("[orders.Vat]", actions(verdict).keySet().toString());
        assertEquals("130, 3 in the cart", target.call("orders.App", "order", "100"));

        verdict = target.molt("apply", jar, "--exclude", "orders.Late", "--exclude", "orders.Cart", "--json").expect(0,
                Outcome.APPLIED);
        assertEquals("[orders.Discount, orders.Prices]", actions(verdict).keySet().toString());
        assertEquals("123, 4 in the cart", target.call("orders.App", "order", "100"));
        assertEquals("late 1", target.call("orders.App", "late"), "excluded");
    }

    static Map<String, Action> actions(Verdict verdict) {
        Map<String, Action> actions = new TreeMap<>();
        for (ClassReport c : verdict.plan().classes()) actions.put(c.className(), c.action());
        return actions;
    }
}
