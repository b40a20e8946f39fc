package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.HistoryReport;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.StatusReport;
import dev.molt.protocol.report.UpdateRecord;
import dev.molt.protocol.report.UpdateSummary;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.LiveUpdate.Mode;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.TestOffer;
import java.util.List;

/** The way back. */
class RevertTest {

    @LiveUpdate(program = "orders", modes = {Mode.LATE_ATTACH, Mode.STARTUP_AGENT})
    void newestThenOlderWithAllThatFollowed(Target target, Program program) {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Fingerprint before = target.fingerprint();
        String first = target.molt("apply", program.version("v2"), "--json").expect(0, Outcome.APPLIED).updateId();
        assertEquals("115, 2 in the cart", target.call("orders.App", "order", "100"));
        Fingerprint atFirst = target.fingerprint();
        String second = target.molt("apply", program.version("v3"), "--json").expect(0, Outcome.APPLIED).updateId();
        assertEquals("123, 3 in the cart", target.call("orders.App", "order", "100"));

        target.molt("revert", "--json").expect(0, Outcome.REVERTED);
        assertEquals("115, 4 in the cart", target.call("orders.App", "order", "100"));
        atFirst.assertSameCodeIn(target.fingerprint(), "after the newest was reverted");
        assertEquals(List.of(first), target.molt("status", "--json").expect(0).json(StatusReport.class).live());

        String third = target.molt("apply", program.version("v3"), "--json").expect(0, Outcome.APPLIED).updateId();
        assertEquals("123, 5 in the cart", target.call("orders.App", "order", "100"));
        target.molt("revert", first).expect(0).says(first, third);
        assertEquals("110, 6 items", target.call("orders.App", "order", "100"), "old code, surviving state");
        before.assertSameCodeIn(target.fingerprint(), "after all was reverted");

        HistoryReport history = target.molt("history", "--json").expect(0).json(HistoryReport.class);
        assertEquals(List.of(first, second, third), history.updates().stream().map(UpdateSummary::id).filter(id -> List.of(first,
                second,
                third).contains(id)).toList());
        for (UpdateSummary update : history.updates()) assertFalse(update.live(), update::toString);
        UpdateRecord shown = target.molt("show", first, "--json").expect(0).json(UpdateRecord.class);
        assertFalse(shown.summary().live());
        assertTrue(shown.summary().revertedBy() != null && !shown.summary().revertedBy().isEmpty(), shown::text);
        assertEquals(List.of(), target.molt("status", "--json").json(StatusReport.class).live());
    }

    @LiveUpdate(program = "orders")
    void aClassLoadedAfterTheUpdateGoesBackToo(Target target, Program program) {
        Client client = target.withMolt().client();
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Verdict verdict = client.apply(TestOffer.of(program.version("v2"), program.version("v1")));
        assertEquals(Outcome.APPLIED, verdict.outcome(), verdict::text);
        assertEquals("late 2", target.call("orders.App", "late"));
        client.revert(verdict.updateId());
        assertEquals("late 1", target.call("orders.App", "late"));
    }

    @LiveUpdate(program = "orders")
    void aClassNeverLoadedMeanwhileLoadsAsItWas(Target target, Program program) {
        Client client = target.withMolt().client();
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        client.apply(TestOffer.of(program.version("v2")));
        assertEquals(Outcome.REVERTED, client.revert(null).outcome());
        assertEquals("late 1", target.call("orders.App", "late"));
        // The class that the update brought is known again when it comes a second time.
        Verdict again = client.apply(TestOffer.of(program.version("v3")));
        assertEquals(Outcome.APPLIED, again.outcome(), again::text);
        assertEquals("123, 2 in the cart", target.call("orders.App", "order", "100"));
    }

    @LiveUpdate(program = "orders")
    void whatCannotBeRevertedIsTold(Target target, Program program) {
        target.call("orders.App", "order", "100");
        target.molt("revert").expect(5).says("no Molt agent");
        target.molt("attach").expect(0);
        target.molt("revert").expect(3);
        String id = target.molt("apply", program.version("v2"), "--json").expect(0, Outcome.APPLIED).updateId();
        target.molt("revert", "no-such-update").expect(3).says("no-such-update");
        target.molt("revert", id).expect(0);
        target.molt("revert", id).expect(3).says(id);
    }
}
