package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.OldFrame;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.StatusReport;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.CliRun;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.TestOffer;
import java.nio.file.Path;
import java.util.List;

/** Threads that are still inside replaced methods. */
class OldCodeTest {

    private static Path version(int number) {
        return Javac.standard().compile("parked-v" + number, """
                package app;
                public class App {
                    static final Object LOCK = new Object();
                    static boolean open;
                    static int inside;
                    public static String changed() throws InterruptedException {
                        await();
                        return "%1$s";
                    }
                    public static String unchanged() throws InterruptedException {
                        await();
                        return "same";
                    }
                    static void await() throws InterruptedException {
                        synchronized (LOCK) { inside++; while (!open) LOCK.wait(); inside--; }
                    }
                    public static void open() { synchronized (LOCK) { open = true; LOCK.notifyAll(); } }
                    public static void close() { synchronized (LOCK) { open = false; } }
                    public static String inside() { synchronized (LOCK) { return "" + inside; } }
                }
                """.formatted(number));
    }

    private static void awaitInside(Target target, int count) {
        Await.until(count + " threads are inside", () -> target.call("app.App", "inside"), inside -> inside.equals("" + count));
    }

    @LiveUpdate
    void aParkedThreadIsListedUntilItLeaves(Targets targets) {
        Target target = targets.start(version(1));
        Target.Running old = target.begin("app.App", "changed");
        Target.Running bystander = target.begin("app.App", "unchanged");
        awaitInside(target, 2);

        Verdict verdict = target.molt("apply", version(2), "--json").expect(0, Outcome.APPLIED);
        StatusReport status = target.molt("status", "--json").expect(0).json(StatusReport.class);
        assertEquals(List.of(old.threadName() + " app.App.changed"), frames(status.oldFrames()), status::text);
        OldFrame frame = status.oldFrames().get(0);
        assertEquals(verdict.updateId(), frame.updateId());
        assertTrue(!frame.virtual() && frame.certain() && frame.line() > 0, frame::text);
        target.molt("status").expect(0).says(old.threadName(), "app.App.changed");

        // A thread that enters the new code is none of them.
        Target.Running fresh = target.begin("app.App", "changed");
        awaitInside(target, 3);
        Client client = target.client();
        assertEquals(1, client.status().oldFrames().size(), () -> client.status().text());
        target.call("app.App", "open");
        assertEquals("1", old.await(), "old frames finish as old code");
        assertEquals("2", fresh.await());
        assertEquals("same", bystander.await());
        assertEquals(List.of(), client.status().oldFrames());
    }

    private static Path withAddedMethod(String first, String added) {
        return Javac.standard().compile("parked-added-" + added.length(), """
                package app;
                public class App {
                    static final java.util.concurrent.CountDownLatch OPEN = new java.util.concurrent.CountDownLatch(1);
                    static final java.util.concurrent.CountDownLatch INSIDE = new java.util.concurrent.CountDownLatch(1);
                    public static String first() throws InterruptedException { return %s; }
                    %s
                    public static void open() { OPEN.countDown(); }
                    public static void awaitInside() throws InterruptedException { INSIDE.await(); }
                }
                """.formatted(first, added));
    }

    /** What runs it is a method of a companion, which the next update, or the revert, leaves behind. */
    @LiveUpdate
    void aThreadInAnAddedMethodIsListed(Targets targets) {
        Path before = withAddedMethod("\"1\"", "");
        Target target = targets.start(before);
        target.call("app.App", "first");
        target.molt("apply", withAddedMethod("added()", "static String added() throws InterruptedException { INSIDE.countDown(); OPEN.await(); return \"2\"; }"))
                .expect(0);
        Target.Running old = target.begin("app.App", "first");
        target.call("app.App", "awaitInside");
        Client client = target.client();
        assertEquals(List.of(), client.status().oldFrames());
        target.molt("apply", withAddedMethod("added() + 3", "static String added() { return \"3\"; }")).expect(0);
        List<String> both = List.of(old.threadName() + " app.App.added", old.threadName() + " app.App.first");
        assertEquals(both, frames(client.status().oldFrames()));
        target.molt("revert").expect(0);
        target.molt("revert").expect(0);
        assertEquals(both, frames(client.status().oldFrames()), "gone with the method");
        target.call("app.App", "open");
        assertEquals("2", old.await());
        assertEquals(List.of(), client.status().oldFrames());
    }

    @LiveUpdate
    void waitingForThemIsBoundedAndSaysWhoIsLeft(Targets targets) {
        Target target = targets.start(version(1));
        Target.Running old = target.begin("app.App", "changed");
        awaitInside(target, 1);
        target.molt("apply", version(2), "--wait-old", "500ms").expect(0).says(old.threadName(), "app.App.changed");
        target.call("app.App", "open");
        old.await();

        target.call("app.App", "close");
        Target.Running second = target.begin("app.App", "changed");
        awaitInside(target, 1);
        Client client = target.client();
        CliRun run = target.beginMolt("apply", version(3), "--wait-old", "60s", "--json");
        Await.until("it is live", client::status, status -> status.live().size() == 2);
        assertTrue(run.isRunning(), "it waits: " + run.said());
        target.call("app.App", "open");
        Verdict verdict = run.await().expect(0, Outcome.APPLIED);
        assertEquals(List.of(), verdict.oldFrames());
        assertEquals("2", second.await());
    }

    @LiveUpdate(minJdk = 21)
    void aVirtualThread(Targets targets) {
        // An unmounted virtual thread: it waits for a lock that does not pin its carrier on any release.
        String app = """
                package app;
                import java.util.concurrent.CountDownLatch;
                public class App {
                    static final CountDownLatch OPEN = new CountDownLatch(1), INSIDE = new CountDownLatch(1);
                    public static String changed() throws InterruptedException {
                        INSIDE.countDown();
                        OPEN.await();
                        return "%s";
                    }
                    public static void open() { OPEN.countDown(); }
                    public static void awaitInside() throws InterruptedException { INSIDE.await(); }
                }
                """;
        Target target = targets.start(Javac.standard().compile("virtual-v1", app.formatted("1")));
        Target.Running old = target.beginVirtual("app.App", "changed");
        target.call("app.App", "awaitInside");
        Client client = target.withMolt().client();
        Verdict verdict = client.apply(TestOffer.of(Javac.standard().compile("virtual-v2", app.formatted("2"))));
        assertEquals(Outcome.APPLIED, verdict.outcome(), verdict::text);
        StatusReport status = client.status();
        assertEquals(List.of(old.threadName() + " app.App.changed"), frames(status.oldFrames()), status::text);
        assertTrue(status.oldFrames().get(0).virtual());
        target.call("app.App", "open");
        assertEquals("1", old.await());
        Await.until("nobody is in old code", client::status, now -> now.oldFrames().isEmpty());
    }

    @LiveUpdate(minJdk = 21, jvmArgs = "-Djdk.trackAllThreads=false")
    void threadsThatThisJvmDoesNotTell(Target target, Targets targets) {
        Client client = target.withMolt().client();
        assertEquals(List.of(), client.status().findings());
        Target other = targets.launch().classPath(version(1)).args("-Djdk.trackAllThreads=false").start();
        other.call("app.App", "inside");
        Client its = other.withMolt().client();
        assertEquals(Outcome.APPLIED, its.apply(TestOffer.of(version(2))).outcome());
        for (int look = 0; look < 2; look++) {
            assertTrue(its.status().text().contains("does not tell all its virtual threads"), () -> its.status().text());
        }
    }

    @LiveUpdate
    void aRevertLeavesOldCodeToo(Targets targets) {
        Target target = targets.start(version(1));
        Client client = target.withMolt().client();
        target.call("app.App", "inside");
        client.apply(TestOffer.of(version(2)));
        Target.Running parked = target.begin("app.App", "changed");
        awaitInside(target, 1);
        assertEquals(List.of(), client.status().oldFrames());
        client.revert(null);
        assertEquals(List.of(parked.threadName() + " app.App.changed"), frames(client.status().oldFrames()));
        target.call("app.App", "open");
        assertEquals("2", parked.await());
        assertEquals(List.of(), client.status().oldFrames());
    }

    private static List<String> frames(List<OldFrame> frames) {
        return frames.stream().map(frame -> frame.thread() + " " + frame.className() + "." + frame.method()).toList();
    }
}
