package dev.molt.engine.update;

import dev.molt.engine.oldcode.OldCode;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits for threads to leave replaced code. */
final class OldCodeWait {
    private static final long BETWEEN_LOOKS_NANOS = 50_000_000;

    private final OldCode oldCode;
    private final Client client;

    OldCodeWait(OldCode oldCode, Client client) {
        this.oldCode = oldCode;
        this.client = client;
    }

    /** The verdict, with the threads that have not left in time. */
    Verdict until(Verdict verdict, long waitMillis) {
        long end = System.nanoTime() + waitMillis * 1_000_000;
        OldCode.Look look = oldCode.find();
        try {
            while (!look.frames().isEmpty() && System.nanoTime() < end) {
                client.at("threads in old code", 0, look.frames().size());
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
                look = oldCode.find();
            }
        } catch (IOException e) {
            // The update is applied whether or not somebody still waits for the old code to end.
        }
        List<Finding> findings = new ArrayList<>(verdict.findings());
        findings.addAll(look.findings());
        return new Verdict(verdict.updateId(), verdict.outcome(), verdict.summary(), verdict.plan(), findings, verdict.stages(),
                look.frames(), verdict.confirmBefore());
    }
}
