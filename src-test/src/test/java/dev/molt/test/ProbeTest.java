package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.HistoryReport;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.StatusReport;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.CliRun;
import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.TestOffer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** An update stays only when the application is well with it, or when somebody says so. */
class ProbeTest {

    @LiveUpdate(program = "orders")
    void aCommand(Target target, Program program, Targets targets) throws Exception {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Path marker = targets.directory().resolve("asked");
        target.molt("apply", program.version("v2"), "--probe", "echo x >> " + marker + "; test $(wc -l < " + marker + ") -ge 3",
                "--probe-timeout", "30s", "--json").expect(0, Outcome.APPLIED);
        assertEquals(3, Files.readAllLines(marker).size(), "asked again until it was healthy");
        assertEquals("115, 2 in the cart", target.call("orders.App", "order", "100"));

        Fingerprint before = target.fingerprint();
        Verdict verdict = target.molt("apply", program.version("crash"), "--probe", "echo no rate today; exit 7",
                "--probe-timeout", "1s",
                "--json").expect(4, Outcome.REVERTED);
        assertTrue(verdict.text().contains("no rate today"), verdict::text);
        assertEquals("115, 3 in the cart", target.call("orders.App", "order", "100"));
        before.assertSameCodeIn(target.fingerprint(), "after a failing probe");
        target.molt("apply", program.version("crash"), "--probe", "sleep 600", "--probe-timeout", "1s").expect(4).says("in time");
        HistoryReport history = target.molt("history", "--json").expect(0).json(HistoryReport.class);
        assertEquals(1, history.updates().stream().filter(update -> update.live()).count());
        assertTrue(history.updates().stream().anyMatch(update -> update.revertedBy() != null
                && update.revertedBy().contains("probe")),
                history::text);
    }

    @LiveUpdate(program = "orders")
    void aUrl(Target target, Program program) throws Exception {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        AtomicInteger status = new AtomicInteger(204);
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/health";
        try {
            target.molt("apply", program.version("v2"), "--probe", url, "--json").expect(0, Outcome.APPLIED);
            assertEquals(1, asked.get());
            status.set(503);
            Verdict verdict = target.molt("apply", program.version("v3"), "--probe", url, "--probe-timeout", "1s", "--json")
                    .expect(4, Outcome.REVERTED);
            assertTrue(verdict.text().contains("503"), verdict::text);
            assertTrue(asked.get() > 2, "retried within the timeout: " + asked.get());
        } finally {
            server.stop(0);
        }
        target.molt("apply", program.version("v3"), "--probe", url, "--probe-timeout", "500ms").expect(4);
        assertEquals("115, 2 in the cart", target.call("orders.App", "order", "100"));
    }

    @LiveUpdate
    void whatTheProbeLoadedInItsNewShapeGoesBack(Targets targets) throws Exception {
        Javac javac = Javac.standard();
        Path v1 = javac.compile("probe-late-v1", "package late; public class App { public static String run() { return \"first\"; }"
                + " public static String late() { return new Late().name(); } }", "package late; class Late { String name() { return \"late 1\"; } }");
        Path v2 = javac.compile("probe-late-v2", "package late; public class App { public static String run() { return new Late(2).text(); }"
                + " public static String late() { return run(); } }",
                "package late; class Late { final int n; Late(int n) { this.n = n; } String text() { return \"late \" + n; } }");
        Target target = targets.launch().classPath(v1).start();
        assertEquals("first", target.call("late.App", "run"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicReference<String> seen = new AtomicReference<>();
        server.createContext("/health", exchange -> {
            seen.set(target.call("late.App", "run"));
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/health";
            Verdict verdict = target.molt("apply", v2.toString(), "--probe", url, "--probe-timeout", "1s", "--json").expect(4, Outcome.REVERTED);
            assertTrue(verdict.text().contains("late.Late"), verdict::text);
        } finally {
            server.stop(0);
        }
        assertEquals("late 2", seen.get());
        assertEquals("first", target.call("late.App", "run"));
        assertEquals("late 1", target.call("late.App", "late"));
    }

    @LiveUpdate(program = "orders")
    void confirmedAndNotConfirmed(Target target, Program program) {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Fingerprint before = target.fingerprint();
        Verdict unconfirmed = target.molt("apply", program.version("v2"), "--confirm-within", "100s", "--json").expect(0,
                Outcome.UNCONFIRMED);
        assertTrue(unconfirmed.confirmBefore() != null, unconfirmed::text);
        assertEquals(unconfirmed.updateId(), target.molt("status", "--json").json(StatusReport.class).unconfirmed());
        target.molt("confirm").expect(0);
        assertEquals(null, target.molt("status", "--json").json(StatusReport.class).unconfirmed());
        target.molt("confirm").expect(3);
        target.molt("revert").expect(0);

        Client client = target.client();
        UpdateOptions soon = new UpdateOptions(null, null, false, 0, 700, 10_000, 0);
        assertEquals(Outcome.UNCONFIRMED, client.apply(TestOffer.of(program.version("v2")), soon).outcome());
        assertTrue(target.call("orders.App", "order", "100").startsWith("115"));
        // The client has gone; the deadline stays.
        Await.until("it is reverted", () -> target.call("orders.App", "order", "100"), text -> text.startsWith("110"));
        HistoryReport history = Await.until("the history says so", client::history,
                now -> now.updates().stream().noneMatch(u -> u.live()));
        String by = history.updates().get(history.updates().size() - 1).revertedBy();
        assertTrue(by != null && by.contains("confirm"), history::text);
        before.assertSameCodeIn(target.fingerprint(), "after an unconfirmed update");
        Await.until("no thread waits any more", target::threads,
                names -> names.stream().noneMatch(name -> name.contains("confirm")));
    }

    @LiveUpdate(program = "orders")
    void theCommandLineIsKilledWhileItProbes(Target target, Program program, Targets targets) {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Fingerprint before = target.fingerprint();
        Path marker = targets.directory().resolve("probing");
        CliRun run = target.beginMolt("apply", program.version("v2"), "--probe", "touch " + marker + "; sleep 600",
                "--probe-timeout", "500s");
        Await.until("it probes", () -> Files.exists(marker), there -> there);
        assertTrue(target.call("orders.App", "order", "100").startsWith("115"), "the new code is live while it is probed");
        run.kill();
        Await.until("it is reverted", () -> target.call("orders.App", "order", "100"), text -> text.startsWith("110"));
        before.assertSameCodeIn(target.fingerprint(), "after the command line was killed");
        target.molt("apply", program.version("v2")).expect(0);
    }
}
