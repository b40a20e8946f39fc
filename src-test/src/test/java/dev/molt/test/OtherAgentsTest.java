package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Findings;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Launch;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.TestOffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jacoco.core.data.ExecutionData;
import org.jacoco.core.internal.data.CRC64;
import org.jacoco.core.tools.ExecFileLoader;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Molt beside agents that instrument the same classes. */
class OtherAgentsTest {

    /** Who comes first. */
    private enum Order { MOLT_FIRST, MOLT_SECOND, MOLT_LATE }

    private static Path app(int number, String more) {
        return app(Javac.standard(), number, more);
    }

    private static Path app(Javac javac, int number, String more) {
        return javac.compile("agents-v" + number, """
                package app;
                public class App {
                    private static int calls;
                    public static String run() {
                        calls++;
                        return "v%d call " + calls%s;
                    }
                }
                """.formatted(number, more), """
                package app;
                class Part { static String text(int n) { return n > 2 ? " many" : " few"; } }
                """);
    }

    private static Path v1() {
        return app(1, "");
    }

    /** More code, more branches, and a use of a class that was not used before. */
    private static Path v2() {
        return app(2, " + (calls % 2 == 0 ? \" even\" : \" odd\") + Part.text(calls)");
    }

    @LiveUpdate
    void jacocoBeforeMolt(Targets targets) throws IOException {
        jacoco(targets, Order.MOLT_SECOND);
    }

    @LiveUpdate
    void jacocoAfterMolt(Targets targets) throws IOException {
        jacoco(targets, Order.MOLT_FIRST);
    }

    @LiveUpdate
    void jacocoAndALateMolt(Targets targets) throws IOException {
        jacoco(targets, Order.MOLT_LATE);
    }

    private static void jacoco(Targets targets, Order order) throws IOException {
        Launch launch = targets.launch().classPath(v1());
        Target target = launch(launch, order, "jacoco", "destfile={dir}/jacoco.exec,includes=app.*");
        assertEquals("v1 call 1", target.call("app.App", "run"));
        Client client = target.withMolt().client();
        Verdict verdict = client.apply(TestOffer.of(v2(), v1()));
        assertEquals(Outcome.APPLIED, verdict.outcome(), verdict::text);
        assertEquals("v2 call 2 even few", target.call("app.App", "run"));
        assertEquals("", findings(client), "nothing to complain of");
        target.retransformAll();
        assertEquals("v2 call 3 odd many", target.call("app.App", "run"), "after somebody's retransformation");
        assertEquals(0, target.exit());

        ExecFileLoader recorded = new ExecFileLoader();
        recorded.load(target.directory().resolve("jacoco.exec").toFile());
        assertCovered(recorded, v1(), "app.App");
        assertCovered(recorded, v2(), "app.App");
        assertCovered(recorded, v2(), "app.Part");
    }

    @LiveUpdate
    void aRevertBesideJacoco(Targets targets) throws IOException {
        Target target = targets.launch().classPath(v1()).withAgent(Layout.foreign("jacoco"),
                "destfile={dir}/jacoco.exec,includes=app.*").start();
        assertEquals("v1 call 1", target.call("app.App", "run"));
        Client client = target.withMolt().client();
        for (int i = 0; i < 3; i++) {
            Verdict verdict = client.apply(TestOffer.of(v2()));
            assertEquals(Outcome.APPLIED, verdict.outcome(), verdict::text);
            assertTrue(target.call("app.App", "run").startsWith("v2"));
            assertEquals(Outcome.REVERTED, client.revert(null).outcome());
            assertTrue(target.call("app.App", "run").startsWith("v1"));
            target.retransformAll();
            assertTrue(target.call("app.App", "run").startsWith("v1"));
        }
        assertEquals(0, target.exit());
        ExecFileLoader recorded = new ExecFileLoader();
        recorded.load(target.directory().resolve("jacoco.exec").toFile());
        assertCovered(recorded, v1(), "app.App");
    }

    /** JaCoCo knows a class by a checksum of its bytes as they were before it changed them. */
    private static void assertCovered(ExecFileLoader recorded, Path classes, String name) {
        byte[] bytes = TestOffer.read(classes).get(name);
        ExecutionData data = recorded.getExecutionDataStore().get(CRC64.classId(bytes));
        assertNotNull(data, () -> "nothing recorded of " + name + " in " + classes.getFileName() + ", but of "
                + recorded.getExecutionDataStore().getContents());
        assertTrue(data.hasHits(), () -> "not run: " + data);
    }

    /** Before Java 11 JaCoCo keeps its counters in a static field of the class, as many as the old code needed. */
    @LiveUpdate
    void aClassInWhichJacocoKeepsState(Targets targets) {
        Javac java8 = Javac.standard().release(8);
        Path old = app(java8, 8, "");
        Path next = app(java8, 9, " + (calls % 2 == 0 ? \" even\" : \" odd\") + (calls > 2 ? \" many\" : \" few\")");
        Target target = launch(targets.launch().classPath(old), Order.MOLT_SECOND, "jacoco",
                "destfile={dir}/jacoco.exec,includes=app.*");
        assertEquals("v8 call 1", target.call("app.App", "run"));
        Client client = target.withMolt().client();
        Verdict verdict = client.apply(TestOffer.of(next, old));
        assertEquals(Outcome.APPLIED, verdict.outcome(), verdict::text);
        assertTrue(verdict.text().contains("another agent keeps state of its own in this class"), verdict::text);
        assertEquals("v9 call 2 even few", target.call("app.App", "run"));
        assertEquals(Outcome.NOTHING_TO_DO, client.apply(TestOffer.of(next, old)).outcome());
        assertEquals(Outcome.REVERTED, client.revert(null).outcome());
        assertEquals("v8 call 3", target.call("app.App", "run"));
        assertEquals(0, target.exit());
    }

    /** A class that is first loaded after its update is still instrumented by whoever instruments classes as they are loaded. */
    @LiveUpdate
    void jacocoSeesAClassThatIsLoadedAfterItsUpdate(Targets targets) throws IOException {
        Path old = late(1);
        Path next = late(2);
        for (Order order : Order.values()) {
            Target target = launch(targets.launch().classPath(old), order, "jacoco", "destfile={dir}/jacoco.exec,includes=app.*");
            assertEquals("early", target.call("app.App", "run"));
            Verdict verdict = target.withMolt().client().apply(TestOffer.of(next, old));
            assertEquals(Outcome.APPLIED, verdict.outcome(), verdict::text);
            assertEquals("late 2", target.call("app.App", "late"));
            assertEquals(0, target.exit());
            ExecFileLoader recorded = new ExecFileLoader();
            recorded.load(target.directory().resolve("jacoco.exec").toFile());
            assertCovered(recorded, next, "app.Late");
        }
    }

    private static Path late(int number) {
        return Javac.standard().compile("late-v" + number, """
                package app;
                public class App {
                    public static String run() { return "early"; }
                    public static String late() { return Late.text(); }
                }
                """, """
                package app;
                class Late { static String text() { return "late %d"; } }
                """.formatted(number));
    }

    @LiveUpdate
    void openTelemetryBeforeMolt(Targets targets) {
        openTelemetry(targets, Order.MOLT_SECOND);
    }

    @LiveUpdate
    void openTelemetryAfterMolt(Targets targets) {
        openTelemetry(targets, Order.MOLT_FIRST);
    }

    @LiveUpdate
    void openTelemetryAndALateMolt(Targets targets) {
        openTelemetry(targets, Order.MOLT_LATE);
    }

    private static void openTelemetry(Targets targets, Order order) {
        Launch launch = targets.launch().classPath(v1());
        Map.of("OTEL_TRACES_EXPORTER", "console", "OTEL_METRICS_EXPORTER", "none", "OTEL_LOGS_EXPORTER", "none",
                "OTEL_BSP_SCHEDULE_DELAY", "50",
                "OTEL_INSTRUMENTATION_METHODS_INCLUDE", "app.App[run]", "OTEL_INSTRUMENTATION_COMMON_DEFAULT_ENABLED", "false",
                "OTEL_INSTRUMENTATION_METHODS_ENABLED", "true").forEach(launch::environment);
        Target target = launch(launch, order, "opentelemetry", "");
        assertEquals("v1 call 1", target.call("app.App", "run"));
        awaitSpans(target, 1);
        Client client = target.withMolt().client();
        Verdict verdict = client.apply(TestOffer.of(v2(), v1()));
        assertEquals(Outcome.APPLIED, verdict.outcome(), verdict::text);
        assertEquals("v2 call 2 even few", target.call("app.App", "run"));
        awaitSpans(target, 2);
        target.retransformAll();
        assertEquals("v2 call 3 odd many", target.call("app.App", "run"), "after somebody's retransformation");
        awaitSpans(target, 3);
        assertEquals("", findings(client), "nothing to complain of");
        assertEquals(Outcome.REVERTED, client.revert(null).outcome());
        assertEquals("v1 call 4", target.call("app.App", "run"));
        awaitSpans(target, 4);
        target.retransformAll();
        assertEquals("v1 call 5", target.call("app.App", "run"));
        awaitSpans(target, 5);
    }

    private static void awaitSpans(Target target, int count) {
        Await.until(count + " spans of App.run are exported", Duration.ofSeconds(20),
                () -> target.log().lines().filter(line -> line.contains("'App.run'")).count(), seen -> seen >= count,
                        target::log);
    }

    private static Target launch(Launch launch, Order order, String other, String options) {
        if (order == Order.MOLT_FIRST) launch.withAgent();
        launch.withAgent(Layout.foreign(other), options);
        if (order == Order.MOLT_SECOND) launch.withAgent();
        return launch.start();
    }

    private static String findings(Client client) {
        StringBuilder text = new StringBuilder();
        client.status().findings().forEach(finding -> text.append(finding.text()));
        return text.toString();
    }

    @LiveUpdate(program = "orders")
    void aClassThatSomebodyElseGaveOtherCodeIsTold(Target target, Program program) {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        target.molt("apply", program.version("v2")).expect(0);
        target.retransformAll();
        assertEquals("", findings(target.client()), "a retransformation that changes nothing is no news");
        target.redefine("orders.Vat", program.version("v3").resolve("orders/Vat.class"));
        assertEquals("125, 2 in the cart", target.call("orders.App", "order", "100"));
        target.molt("status").expect(0).says("orders.Vat");
        Findings.naming(target.client().status().findings(), "status", "orders.Vat", "no longer");
    }

    @LiveUpdate(program = "orders")
    void aClassThatSomebodyElseChangedBeforeUs(Target target, Program program, Targets targets) throws IOException {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        target.redefine("orders.Vat", program.version("v3").resolve("orders/Vat.class"));
        assertEquals("130, 2 items", target.call("orders.App", "order", "100"));
        target.molt("apply", program.version("v2"), "--json").expect(0, Outcome.APPLIED);
        assertEquals("115, 3 in the cart", target.call("orders.App", "order", "100"));
        target.molt("revert").expect(0);
        assertEquals("130, 4 items", target.call("orders.App", "order", "100"), "back to what ran, not to what is on disk");
        assertTrue(Files.isDirectory(targets.directory()));
    }

    @LiveUpdate(program = "orders")
    void aRefusedClassIsInNobodysWayOnceItWasCollected(Target target, Program program) {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Client client = target.withMolt().client();
        byte[] good = TestOffer.read(program.version("v2")).get("orders.Vat");
        ClassWriter unverifiable = new ClassWriter(0);
        new ClassReader(good).accept(new ClassVisitor(Opcodes.ASM9, unverifiable) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                    @Override
                    public void visitIntInsn(int opcode, int operand) {
                        super.visitInsn(Opcodes.ACONST_NULL);
                    }
                };
            }
        }, 0);
        Verdict verdict = client.apply(TestOffer.of(Map.of("orders.Vat", unverifiable.toByteArray()), Map.of()));
        assertEquals(Outcome.REFUSED, verdict.outcome(), verdict::text);
        Findings.naming(verdict, "orders.Vat", "percent");
        // What was defined to be looked at can't be linked by anybody; nothing may keep it.
        target.call("java.lang.System", "gc");
        target.retransformAll();
        assertEquals("110, 2 items", target.call("orders.App", "order", "100"));
    }

    /** A class in a throw-away loader that can't be linked would make their retransformations of all classes fail. */
    @LiveUpdate(program = "orders")
    void classesThatTheVerifierRejectsAreInNobodysWay(Target target, Program program) {
        target.call("orders.App", "order", "100");
        Client client = target.withMolt().client();
        byte[] good = TestOffer.read(program.version("v1")).get("orders.Prices");
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(good).accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                MethodVisitor to = super.visitMethod(access, name, descriptor, signature, exceptions);
                return new MethodVisitor(Opcodes.ASM9, to) {
                    @Override
                    public void visitInsn(int opcode) {
                        super.visitInsn(opcode == Opcodes.IRETURN ? Opcodes.ARETURN : opcode);
                    }
                };
            }
        }, 0);
        TestOffer rejected = TestOffer.of(Map.of("orders.Prices", writer.toByteArray()), Map.of());
        for (Verdict verdict : List.of(client.plan(rejected), client.apply(rejected))) {
            assertEquals(Outcome.REFUSED, verdict.outcome(), verdict::text);
            assertTrue(verdict.text().contains("orders.Prices") && verdict.text().contains("VerifyError")
                    && verdict.text().contains("Bad type on operand stack"), verdict::text);
            target.retransformAll();
        }
        assertEquals(List.of(), client.status().live());
    }
}
