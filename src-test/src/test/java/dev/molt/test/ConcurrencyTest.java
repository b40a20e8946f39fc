package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.Message;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.StatusReport;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.CliRun;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.TestOffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** One update at a time; everything else goes on. */
class ConcurrencyTest {

    @LiveUpdate(program = "orders")
    void aSecondUpdateWaitsOrIsTold(Target target, Program program) throws Exception {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Client client = target.withMolt().client();
        CountDownLatch probing = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        CompletableFuture<Verdict> first = CompletableFuture.supplyAsync(() -> client.apply(TestOffer.of(program.version("v2")),
                new UpdateOptions(null, null, true, 60_000, 0, 0, 0), want -> {
                    probing.countDown();
                    await(letGo);
                    return new Message.ProbeResult(true, "fine");
                }));
        await(probing);

        StatusReport status = client.status();
        assertTrue(status.busy() != null, "others can ask meanwhile");
        target.molt("apply", program.version("v3"), "--wait", "300ms").expect(3).says("another update");
        CliRun waiting = target.beginMolt("apply", program.version("v3"), "--wait", "60s", "--json");
        assertEquals("115, 2 in the cart", target.call("orders.App", "order", "100"), "the application goes on");
        assertEquals("late 2", target.call("orders.App", "late"), "and loads classes");
        letGo.countDown();
        assertEquals(Outcome.APPLIED, first.join().outcome());
        waiting.await().expect(0, Outcome.APPLIED);
        assertEquals("123, 3 in the cart", target.call("orders.App", "order", "100"));
    }

    @LiveUpdate(program = "orders")
    void manyClientsAtOnce(Target target, Program program) {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Client client = target.withMolt().client();
        TestOffer[] versions = {TestOffer.of(program.version("v2")), TestOffer.of(program.version("v3"))};
        CompletableFuture<?>[] all = new CompletableFuture<?>[8];
        for (int i = 0; i < all.length; i++) {
            TestOffer offer = versions[i % 2];
            all[i] = CompletableFuture.runAsync(() -> {
                for (int round = 0; round < 5; round++) {
                    Outcome outcome = client.apply(offer, new UpdateOptions(null, null, false, 0, 0, 60_000, 0)).outcome();
                    assertTrue(outcome == Outcome.APPLIED || outcome == Outcome.NOTHING_TO_DO, outcome::toString);
                    client.status();
                    client.history();
                }
            });
        }
        CompletableFuture.allOf(all).join();
        String text = target.call("orders.App", "order", "100");
        assertTrue(text.startsWith("115, 2 in") || text.startsWith("123, 2 in"), text);
        Await.until("nothing is under way", client::status, status -> status.busy() == null);
        for (List<String> live = client.status().live(); !live.isEmpty(); live = client.status().live()) {
            assertEquals(Outcome.REVERTED, client.revert(live.get(0)).outcome());
        }
        assertEquals("110, 3 items", target.call("orders.App", "order", "100"));
    }

    /** Defining a class asks the application's loader for its supertypes: code of the application, which may take its time. */
    @LiveUpdate
    void aClassLoaderThatKeepsAnUpdateWaiting(Targets targets) {
        String loaders = "dev.molt.test.inside.Loaders";
        String base = "package plug; class Base { String base() { return \"base\"; } }";
        String plugin = "package plug; public class Plugin { public static String run() { return %s; } }";
        String other = "package plug; public class Other { public static String run() { return \"other\"; } }";
        Path v1 = Javac.standard().compile("gate-v1", base, other, plugin.formatted("\"one\""));
        Path v2 = Javac.standard().compile("gate-v2", base, other, plugin.formatted("\"two \" + new Helper().base()"),
                "package plug; class Helper extends Base {}");
        Target target = targets.start();
        target.call(loaders, "gated", "own", v1.toString());
        assertEquals("one", target.call(loaders, "call", "own", "plug.Plugin", "run"));
        Client client = target.withMolt().client();
        target.call(loaders, "gate", "plug.Base");
        CompletableFuture<Verdict> update = CompletableFuture.supplyAsync(() -> client.apply(TestOffer.of(v2)));
        Await.until("the loader is asked for the supertype",
                () -> update.isDone() || target.call(loaders, "waitsAtGate").equals("true"), asked -> asked);
        assertFalse(update.isDone(), () -> update.join().text());
        assertTrue(client.status().busy() != null, "others are answered meanwhile");
        assertEquals("one", target.call(loaders, "call", "own", "plug.Plugin", "run"));
        assertEquals("other", target.call(loaders, "call", "own", "plug.Other", "run"), "and classes load");
        target.call(loaders, "openGate");
        assertEquals(Outcome.APPLIED, update.join().outcome());
        assertEquals("two base", target.call(loaders, "call", "own", "plug.Plugin", "run"));
    }

    private static void await(CountDownLatch latch) {
        Await.until("the latch opens", latch::getCount, count -> count == 0);
    }
}
