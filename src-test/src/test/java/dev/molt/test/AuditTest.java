package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.StatusReport;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.LiveUpdate.Mode;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.TestOffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The audit file tells what happened, and tells when somebody changed what it tells. */
class AuditTest {

    @LiveUpdate(program = "orders", modes = Mode.STARTUP_AGENT)
    void isWrittenBeforeAndAfterAndShowsTampering(Target target, Program program, Targets targets) throws Exception {
        Path audit = target.directory().resolve("audit.jsonl");
        target.call("orders.App", "order", "100");
        Verdict applied = target.molt("apply", program.version("v2"), "--reason", "audited", "--json").expect(0).verdict();
        target.molt("revert").expect(0);
        target.molt("apply", program.version("crash"), "--probe", "false", "--probe-timeout", "500ms").expect(4);
        assertEquals(audit.toString(), target.molt("status", "--json").expect(0).json(StatusReport.class).auditFile());

        List<String> lines = Files.readAllLines(audit);
        assertTrue(lines.size() >= 6, () -> "a line before and one after each of three: " + String.join("\n", lines));
        assertTrue(lines.stream().anyMatch(line -> line.contains("audited") && line.contains(applied.updateId())),
                lines::toString);
        targets.molt("audit", "verify", audit.toString()).expect(0);

        List<List<String>> tampered = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<String> edited = new ArrayList<>(lines);
            edited.set(i, lines.get(i).replaceFirst("[0-9a-f](?=[^0-9a-f]*$)", "x"));
            tampered.add(edited);
            if (i < lines.size() - 1) {
                List<String> shorter = new ArrayList<>(lines);
                shorter.remove(i);
                tampered.add(shorter);
            }
        }
        List<String> swapped = new ArrayList<>(lines);
        swapped.set(1, lines.get(2));
        swapped.set(2, lines.get(1));
        tampered.add(swapped);
        List<String> doubled = new ArrayList<>(lines);
        doubled.add(lines.get(lines.size() - 1));
        tampered.add(doubled);
        // One of each kind through the command line, which costs a JVM each.
        for (List<String> edited : List.of(tampered.get(0), tampered.get(1), tampered.get(tampered.size() - 2), doubled)) {
            Path file = Files.write(targets.directory().resolve("tampered.jsonl"), edited);
            targets.molt("audit", "verify", file.toString()).expect(3).says("line");
        }
        Path other = Files.write(targets.directory().resolve("other.txt"), List.of("one", "{\"two\": 2}", "three", "four"));
        String said = targets.molt("audit", "verify", other.toString()).expect(2).says("is no audit file").err();
        assertEquals(2, said.lines().count(), said);
        Path cut = targets.directory().resolve("cut.jsonl");
        byte[] bytes = Files.readAllBytes(audit);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 20));
        targets.molt("audit", "verify", cut.toString()).expect(3);
    }

    @LiveUpdate(program = "orders")
    void aFullDiskRefusesTheUpdate(Targets targets, Program program) {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "needs a device that is always full");
        Target target = targets.launch().classPath(program.version("v1"))
                .withAgent(Layout.agentJar(), "audit=" + full + ";dir=" + targets.directory().resolve("full")).start();
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Verdict verdict = target.client().apply(TestOffer.of(program.version("v2")));
        assertEquals(Outcome.REFUSED, verdict.outcome(), verdict::text);
        assertTrue(verdict.text().contains("the audit record can't be written") && verdict.text().contains("No space left"), verdict::text);
        assertEquals("110, 2 items", target.call("orders.App", "order", "100"));
    }
}
