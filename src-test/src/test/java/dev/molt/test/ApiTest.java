package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.HistoryReport;
import dev.molt.protocol.report.Origin;
import dev.molt.protocol.report.Outcome;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program that updates itself with {@code dev.molt.api}, and is told of updates. */
class ApiTest {
    private static final String UPDATER = """
            package shelf;
            import dev.molt.api.*;
            import java.nio.file.Path;
            import java.util.*;
            import java.util.concurrent.*;
            public class Updater {
                private static final Queue<String> HEARD = new ConcurrentLinkedQueue<>();
                private static final List<Subscription> SUBSCRIPTIONS = new ArrayList<>();
                public static String here() { return Molt.here().version(); }
                public static String plan(String to) { return Molt.here().plan(Update.to(Path.of(to))).toString(); }
                public static String apply(String to, String why) {
                    Verdict v = Molt.here().apply(Update.to(Path.of(to)).because(why));
                    return v.live() + " " + v + (v.plan() == null ? "" : " " + v.plan().classes());
                }
                public static String applyInterrupted(String to) {
                    Thread.currentThread().interrupt();
                    return apply(to, null) + " interrupted " + Thread.interrupted();
                }
                public static String revert() { return Molt.here().revert(null, "enough").toString(); }
                public static String history() { return Molt.here().history().toString(); }
                public static String listen(String name) {
                    SUBSCRIPTIONS.add(Molt.here().listen(new UpdateListener() {
                        @Override public void before(Verdict v) { tell("before", v); }
                        @Override public void after(Verdict v) { tell("after", v); }
                        @Override public void reverted(Verdict v) { tell("reverted", v); }
                        private void tell(String event, Verdict v) {
                            HEARD.add(name + " " + event + " " + v.outcome() + " " + v.updateId() + " " + Shelf.text());
                            if (name.equals("bad")) throw new IllegalStateException("a listener that throws");
                        }
                    }));
                    return "";
                }
                public static String text() { return Shelf.text(); }
                public static String forget() { SUBSCRIPTIONS.forEach(Subscription::close); return ""; }
                public static String heard() { return String.join("; ", HEARD); }
            }
            """;

    private static Path version(String label, String shelf) {
        return Javac.standard().against(Layout.apiJar()).compile("shelf-" + label, UPDATER, "package shelf; public class Shelf { " + shelf + " }");
    }

    private static Path first() {
        return version("1", "public static String text() { return \"one\"; }");
    }

    private static Path second() {
        return version("2", "private static int asked; public static String text() { return two(); } private static String two() { asked++; return \"two\"; }");
    }

    /** The class alone, without what its callers need. */
    private static Path broken() {
        return Javac.standard().compile("shelf-broken", "package shelf; public class Shelf { }");
    }

    @LiveUpdate
    void aProgramUpdatesItself(Targets targets) {
        Target target = targets.launch().classPath(first(), Layout.apiJar()).start();
        assertEquals("one", target.call("shelf.Shelf", "text"));
        assertTrue(failure(target, "here").contains("NoAgentException: there is no Molt agent in this JVM: start it with -javaagent"), "says what to do");
        target.withMolt();
        assertEquals(target.client().status().agentVersion(), target.call("shelf.Updater", "here"));

        assertTrue(target.call("shelf.Updater", "plan", second().toString()).startsWith("planned: would change 1 class"));
        assertEquals("one", target.call("shelf.Shelf", "text"), "a plan touches nothing");
        String applied = target.call("shelf.Updater", "apply", second().toString(), "by itself");
        assertTrue(applied.startsWith("true applied u1") && applied.contains("shelf.Shelf") && applied.contains("method added two()"), applied);
        assertEquals("two", target.call("shelf.Shelf", "text"));
        assertTrue(target.call("shelf.Updater", "apply", second().toString(), "").startsWith("true nothing to do"), "the same again");

        String refused = target.call("shelf.Updater", "apply", broken().toString(), "");
        assertTrue(refused.startsWith("false refused u2") && refused.contains("text()"), refused);
        String nowhere = target.call("shelf.Updater", "apply", "/no/such/folder", "");
        assertTrue(nowhere.startsWith("false refused") && nowhere.contains("/no/such/folder"), nowhere);

        HistoryReport history = target.client().history();
        assertEquals(Origin.PROGRAM, history.updates().get(0).origin());
        assertEquals("by itself", history.updates().get(0).reason());
        String told = target.call("shelf.Updater", "history");
        assertTrue(told.contains("id=u1") && told.contains("live=true") && told.contains("outcome=REFUSED"), told);

        assertTrue(target.call("shelf.Updater", "revert").startsWith("reverted u1"), "takes it back");
        assertEquals("one", target.call("shelf.Shelf", "text"));
        String interrupted = target.call("shelf.Updater", "applyInterrupted", second().toString());
        assertTrue(interrupted.startsWith("true applied u3") && interrupted.endsWith("interrupted true"), interrupted);
    }

    @LiveUpdate
    void listenersAreToldOfEveryUpdate(Targets targets) {
        Target target = targets.launch().classPath(first(), Layout.apiJar()).withAgent().start();
        target.call("shelf.Updater", "listen", "bad");
        target.call("shelf.Updater", "listen", "good");
        target.molt("apply", second(), "--json").expect(0, Outcome.APPLIED);
        // The first listener loads the class between the plan and the update.
        heard(target, "good before PLANNED u1 one; bad after APPLIED u1 two; good after APPLIED u1 two");
        assertTrue(target.log().contains("molt: the listener shelf.Updater$1 failed: java.lang.IllegalStateException: a listener that throws"), target::log);

        target.molt("apply", broken(), "--json").expect(3, Outcome.REFUSED);
        heard(target, "good after REFUSED u2 two");
        target.molt("revert").expect(0);
        heard(target, "good reverted REVERTED u1 one");

        String before = target.call("shelf.Updater", "heard");
        target.call("shelf.Updater", "forget");
        target.molt("apply", second(), "--json").expect(0, Outcome.APPLIED);
        assertEquals(before, target.call("shelf.Updater", "heard"), "closed subscriptions hear nothing");
    }

    @LiveUpdate
    void aProgramThatAsksAtOnceWaitsForItsAgent(Targets targets) throws Exception {
        Path program = Javac.standard().against(Layout.apiJar()).compile("early", """
                package early;
                public class Main { public static void main(String[] args) { System.out.println("early " + dev.molt.api.Molt.here().history()); } }
                """);
        String options = "dir=" + targets.directory().resolve("molt") + ";audit=" + targets.directory().resolve("audit.jsonl");
        Process java = new ProcessBuilder(targets.jdk().java().toString(), "-XX:+UseSerialGC", "-javaagent:" + Layout.agentJar() + "=" + options,
                "-cp", program + ":" + Layout.apiJar(), "early.Main").redirectErrorStream(true).start();
        assertEquals("early []\n", new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, java.waitFor());
    }

    private static void heard(Target target, String end) {
        Await.until("listeners have heard " + end, () -> target.call("shelf.Updater", "heard"), heard -> heard.endsWith(end));
    }

    private static String failure(Target target, String method) {
        try {
            return "no failure but " + target.call("shelf.Updater", method);
        } catch (Target.ProgramFailed e) {
            return e.getMessage();
        }
    }
}
