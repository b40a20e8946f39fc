package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.TestOffer;

/** Threads that never stop calling what is updated. */
class HammerTest {
    private static final int UPDATES = 50;

    @LiveUpdate(program = "hammer", jvmArgs = "-XX:+UseG1GC")
    void eightThreadsAndFiftyUpdatesAndReverts(Target target, Program program) {
        Client client = target.withMolt().client();
        target.call("hammer.App", "start", "8");
        Fingerprint before = target.fingerprint();
        TestOffer v2 = TestOffer.of(program.version("v2"), program.version("v1"));
        for (int i = 0; i < UPDATES; i++) {
            long seen = calls(target);
            Verdict applied = client.apply(v2);
            assertEquals(Outcome.APPLIED, applied.outcome(), applied::text);
            assertEquals("2", target.call("hammer.App", "version"));
            Verdict reverted = client.revert(applied.updateId());
            assertEquals(Outcome.REVERTED, reverted.outcome(), reverted::text);
            assertEquals("1", target.call("hammer.App", "version"));
            Await.until("the threads go on", () -> calls(target), calls -> calls > seen);
        }
        assertEquals("", target.call("hammer.App", "stop"), "errors of the eight threads");
        assertTrue(Integer.parseInt(target.call("hammer.App", "versionsSeen")) >= 2, "the threads ran both versions");
        before.assertSameCodeIn(target.fingerprint(), "after " + UPDATES + " updates and reverts");
        assertEquals(UPDATES, client.history().updates().stream().filter(update -> !update.live()).count());
    }

    private static long calls(Target target) {
        return Long.parseLong(target.call("hammer.App", "calls"));
    }
}
