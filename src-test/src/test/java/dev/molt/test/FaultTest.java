package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.engine.apply.Step;
import dev.molt.protocol.Message.ProbeResult;
import dev.molt.protocol.Message.UpdateRequest;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.Wire;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.StatusReport;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.CliRun;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Proc;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.TestOffer;
import dev.molt.test.harness.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.commons.SimpleRemapper;

/** Whatever happens at whatever step: the target is as it was. */
class FaultTest {
    private static final String FAULT = "molt.fault";

    /** All that has to be the same again after a failed update. */
    private record State(Fingerprint fingerprint, String behaviour, Set<String> threads, Set<String> files, int sockets,
            List<String> live) {

        static State of(Target target, Client client) {
            List<String> live = client.status().live();
            Fingerprint fingerprint = target.fingerprint();
            return new State(fingerprint, target.call("orders.App", "order", "100").replaceAll(", \\d+", ","),
                    target.threads(), target.files(), Proc.isHere() ? Proc.sockets(target.pid()) : 0, live);
        }

        void assertSameIn(Target target, Client client, String when) {
            assertEquals(behaviour, target.call("orders.App", "order", "100").replaceAll(", \\d+", ","), when);
            fingerprint.assertSameCodeIn(target.fingerprint(), when);
            Await.until("threads are as before, " + when, target::threads, now -> now.equals(threads));
            if (Proc.isHere()) Await.until("sockets are as before, " + when, () -> Proc.sockets(target.pid()),
                    now -> now == sockets);
            assertEquals(files, target.files(), when);
            StatusReport status = client.status();
            assertEquals(live, status.live(), when);
            assertEquals(null, status.busy(), when);
        }
    }

    /** An update with something to do at every step, also when one like it was there before: its new class is another each time. */
    private static TestOffer everything(Program program, String version, int number) {
        Map<String, byte[]> next = new TreeMap<>();
        Remapper fresh = new SimpleRemapper(Opcodes.ASM9, "orders/Discount", "orders/Discount" + number);
        TestOffer.read(program.version(version)).forEach((name, bytes) -> {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(bytes).accept(new ClassRemapper(writer, fresh), 0);
            next.put(name.equals("orders.Discount") ? name + number : name,
                    name.equals("orders.Late") ? bytes : writer.toByteArray());
        });
        next.remove("orders.Legacy");
        Map<String, byte[]> running = TestOffer.read(program.version("v1"));
        // Unchanged classes stay as javac wrote them.
        running.forEach((name, bytes) -> next.computeIfPresent(name, (n, b) -> name.equals("orders.App") ? bytes : b));
        return TestOffer.of(next, running);
    }

    /** Changes bodies alone. */
    private static final String BODIES = "v2";

    /** Adds fields, a method and a static field with an initialiser as well. */
    private static final String SHAPES = "v4";

    /** Those that an update of this kind takes. */
    private static Set<Step> steps(String version) {
        return version.equals(SHAPES) ? EnumSet.allOf(Step.class) : EnumSet.complementOf(EnumSet.of(Step.EVOLVE, Step.INITIALISE));
    }

    private static final UpdateOptions PROBED = new UpdateOptions(null, "fault", true, 60_000, 0, 10_000, 0);

    private static Client ready(Target target) {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        assertEquals("legacy", target.call("orders.App", "old"));
        return target.withMolt().client();
    }

    @LiveUpdate(program = "orders")
    void anExceptionOrAnErrorAtEveryStep(Target target, Program program) {
        anExceptionOrAnError(target, program, BODIES);
    }

    @LiveUpdate(program = "orders")
    void anExceptionOrAnErrorAtEveryStepOfAChangeOfShapes(Target target, Program program) {
        anExceptionOrAnError(target, program, SHAPES);
    }

    private static void anExceptionOrAnError(Target target, Program program, String version) {
        Client client = ready(target);
        State before = warmedUp(target, client, everything(program, version, 0));
        List<String> problems = new ArrayList<>();
        for (Step step : steps(version)) {
            for (String kind : List.of("exception", "error")) {
                target.call("java.lang.System", "setProperty", FAULT, step + ":" + kind);
                try {
                    Verdict verdict = client.apply(everything(program, version, 1 + 2 * step.ordinal() + (kind.equals("error") ? 1 : 0)),
                            PROBED);
                    // Without its audit record an update does not even start.
                    assertEquals(step == Step.AUDIT ? Outcome.REFUSED : Outcome.REVERTED, verdict.outcome(), verdict::text);
                    assertTrue(verdict.text().contains("injected at " + step), verdict::text);
                    before.assertSameIn(target, client, "after " + kind + " at " + step);
                } catch (AssertionError | RuntimeException e) {
                    problems.add(kind + " at " + step + ": " + e);
                }
                target.call("java.lang.System", "clearProperty", FAULT);
                takeBack(client);
            }
        }
        assertTrue(problems.isEmpty(), () -> String.join("\n", problems));
        assertEquals(Outcome.APPLIED, client.apply(everything(program, version, 99), PROBED).outcome(),
                "and it still works without a fault");
    }

    @LiveUpdate(program = "orders")
    void theConnectionBreaksAtEveryStep(Target target, Program program) throws Exception {
        theConnectionBreaks(target, program, BODIES);
    }

    @LiveUpdate(program = "orders")
    void theConnectionBreaksAtEveryStepOfAChangeOfShapes(Target target, Program program) throws Exception {
        theConnectionBreaks(target, program, SHAPES);
    }

    private static void theConnectionBreaks(Target target, Program program, String version) throws Exception {
        Client client = ready(target);
        State before = warmedUp(target, client, everything(program, version, 0));
        List<String> problems = new ArrayList<>();
        for (Step step : steps(version)) {
            target.call("java.lang.System", "setProperty", FAULT, step + ":hold");
            TestOffer offer = everything(program, version, 1 + step.ordinal());
            try (Wire wire = client.open()) {
                wire.send(new UpdateRequest(false, PROBED, offer.offer()));
                Thread server = new Thread(() -> serve(wire, offer));
                server.start();
                Await.until("the update is at " + step, () -> client.status().busy(), busy -> busy != null);
                if (step.compareTo(Step.REDEFINE) > 0) {
                    Await.until("the new code runs", () -> target.call("orders.App", "order", "100"),
                            text -> text.startsWith("115"));
                }
                wire.close();
                server.join();
                Await.until("the update is over", () -> client.status().busy(), busy -> busy == null);
                before.assertSameIn(target, client, "after the connection broke at " + step);
            } catch (AssertionError | RuntimeException e) {
                problems.add(step + ": " + e);
            }
            target.call("java.lang.System", "clearProperty", FAULT);
            takeBack(client);
        }
        assertTrue(problems.isEmpty(), () -> String.join("\n", problems));
    }

    @LiveUpdate(program = "orders")
    void whatCanNotBeTakenBackIsTold(Target target, Program program) {
        Client client = ready(target);
        UpdateOptions probed = new UpdateOptions(null, "spoilt", true, 60_000, 0, 10_000, 0);
        Verdict verdict = client.apply(TestOffer.of(program.version("v2")), probed, want -> {
            target.spoil("orders.Prices");
            return new ProbeResult(false, "not well");
        });
        assertEquals(Outcome.REVERT_INCOMPLETE, verdict.outcome(), verdict::text);
        assertTrue(verdict.text().contains("not undone") && verdict.text().contains("restart this JVM"), verdict::text);
        assertTrue(target.call("orders.App", "order", "100").startsWith("115"), "it is what runs");
        assertEquals(null, client.status().busy());
    }

    /** What is new in a static initialiser fails after parts of it, and those of other classes, have run. */
    @LiveUpdate
    void anExceptionInAStaticInitialiser(Targets targets) {
        String app = """
                package app;
                public class App {
                    static final Code CODE = new Code();
                    public static String run() { return CODE.go() + " " + Kind.values().length + java.util.EnumSet.allOf(Kind.class); }
                }
                """;
        String kind = "package app; enum Kind { A, B%s; static int kept = 1; %s }";
        String code = "package app; class Code { static int calls = 10; %s String go() { calls++; return \"code \" + calls + %s; } }";
        Path v1 = Javac.standard().compile("initialiser-v1", app, kind.formatted("", ""), code.formatted("", "\"\""));
        String more = """
                static final java.util.List<String> STARTED = new java.util.ArrayList<>(java.util.List.of("started"));
                private int added = 5;
                private int next() { return added++; }
                """;
        Path failing = Javac.standard().compile("initialiser-failing", app,
                kind.formatted(", C", "static final Object LAST = fail(); static Object fail() { throw new IllegalStateException(\"not today\"); }"),
                code.formatted(more, "STARTED + next() + Kind.C.name()"));
        Path fine = Javac.standard().compile("initialiser-fine", app, kind.formatted(", C", ""),
                code.formatted(more, "STARTED + next() + Kind.C.name()"));
        Target target = targets.start(v1);
        assertEquals("code 11 2[A, B]", target.call("app.App", "run"));
        Client client = target.withMolt().client();
        Fingerprint before = target.fingerprint();
        for (int i = 0; i < 2; i++) {
            Verdict verdict = client.apply(TestOffer.of(failing));
            assertEquals(Outcome.REVERTED, verdict.outcome(), verdict::text);
            assertTrue(verdict.text().contains("not today"), verdict::text);
            assertEquals("code " + (12 + i) + " 2[A, B]", target.call("app.App", "run"));
            before.assertSameCodeIn(target.fingerprint(), "after an exception in a static initialiser");
            assertEquals(List.of(), client.status().live());
        }
        assertEquals(Outcome.APPLIED, client.apply(TestOffer.of(fine)).outcome());
        assertEquals("code 14[started]5C 3[A, B, C]", target.call("app.App", "run"));
        assertEquals(Outcome.REVERTED, client.revert(null).outcome());
        assertEquals("code 15 2[A, B]", target.call("app.App", "run"));
        before.assertSameCodeIn(target.fingerprint(), "after the revert");
    }

    /** A fault that did not stop its update has failed the test; the next one needs the state from before all the same. */
    private static void takeBack(Client client) {
        List<String> live = client.status().live();
        if (!live.isEmpty()) client.revert(live.get(0));
    }

    /** Ends when the connection does. */
    private static void serve(Wire wire, TestOffer offer) {
        try {
            Client.serve(wire, offer, want -> new ProbeResult(true, "fine"));
        } catch (IOException expected) {
            // The test closes the connection.
        }
    }

    @LiveUpdate(program = "orders")
    void theCommandLineIsKilledAtEveryStep(Target target, Program program, Targets targets) throws Exception {
        Client client = ready(target);
        Path v2 = Trees.copy(program.version("v2"), targets.directory().resolve("v2"));
        Files.delete(v2.resolve("orders/Legacy.class"));
        State before = warmedUp(target, client, everything(program, BODIES, 0));
        for (Step step : steps(BODIES)) {
            target.call("java.lang.System", "setProperty", FAULT, step + ":hold");
            CliRun run = target.beginMolt("apply", v2, "--from", program.version("v1"), "--probe", "true");
            Await.until("the update is at " + step, () -> client.status().busy(), busy -> busy != null);
            if (step.compareTo(Step.REDEFINE) > 0) {
                Await.until("the new code runs", () -> target.call("orders.App", "order", "100"), text -> text.startsWith("115"));
            }
            assertTrue(run.isRunning(), run::said);
            run.kill();
            Await.until("the update is over", () -> client.status().busy(), busy -> busy == null);
            before.assertSameIn(target, client, "after the command line was killed at " + step);
            target.call("java.lang.System", "clearProperty", FAULT);
        }
        target.molt("apply", v2, "--from", program.version("v1"), "--probe", "true", "--json").expect(0, Outcome.APPLIED);
        assertNotEquals(List.of(), client.status().live());
    }

    /** The state after one update and its revert, when all that is made once has been made. */
    private static State warmedUp(Target target, Client client, TestOffer offer) {
        Fingerprint first = target.fingerprint();
        Verdict verdict = client.apply(offer, PROBED);
        assertEquals(Outcome.APPLIED, verdict.outcome(), verdict::text);
        assertEquals(Outcome.REVERTED, client.revert(null).outcome());
        first.assertSameCodeIn(target.fingerprint(), "after a revert");
        return State.of(target, client);
    }
}
