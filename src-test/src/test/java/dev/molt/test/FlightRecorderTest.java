package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.Outcome;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Updates in a recording of Java Flight Recorder, with the JDK's own tools. */
class FlightRecorderTest {
    private static final String EVENTS = "dev.molt.engine.jfr.UpdateEvent";

    @LiveUpdate(program = "orders")
    void everyStageIsInARecording(Target target, Program program, Targets targets) throws Exception {
        target.call("orders.App", "order", "100");
        target.molt("apply", program.version("v2"), "--json").expect(0, Outcome.APPLIED);
        target.molt("revert").expect(0);
        assertTrue(!jdk(target, "jcmd", pid(target), "VM.class_hierarchy", EVENTS).contains(EVENTS), "nobody records, and no event class is loaded");

        jdk(target, "jcmd", pid(target), "JFR.start", "name=updates");
        target.molt("apply", program.version("v2"), "--reason", "seen by the recorder", "--json").expect(0, Outcome.APPLIED);
        Path broken = Javac.standard().compile("orders-broken", "package orders; class Vat { }");
        target.molt("apply", broken).expect(3);
        target.molt("revert").expect(0);
        Path file = targets.directory().resolve("updates.jfr");
        jdk(target, "jcmd", pid(target), "JFR.dump", "name=updates", "filename=" + file);
        jdk(target, "jcmd", pid(target), "JFR.stop", "name=updates");

        String updates = jdk(target, "jfr", "print", "--events", "dev.molt.Update", file.toString());
        assertEquals(3, count(updates, "dev.molt.Update {"), updates);
        for (String words : List.of("operation = \"update\"", "operation = \"revert\"", "outcome = \"applied\"", "outcome = \"refused\"",
                "outcome = \"reverted\"", "reason = \"seen by the recorder\"", "updateId = \"u2\"")) {
            assertTrue(updates.contains(words), words + " in " + updates);
        }
        String stages = jdk(target, "jfr", "print", "--events", "dev.molt.Stage", file.toString());
        for (String stage : List.of("change set", "diff", "dependents", "verify", "plan", "apply", "revert")) {
            assertTrue(stages.contains("stage = \"" + stage + "\""), stage + " in " + stages);
        }
        String details = jdk(target, "jfr", "print", "--events", "dev.molt.ChangedClass,dev.molt.Finding", file.toString());
        assertTrue(details.contains("className = \"orders.Vat\"") && details.contains("severity = \"refusal\""), details);
    }

    private static String pid(Target target) {
        return Long.toString(target.pid());
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    /** Runs a tool of the target's JDK. */
    private static String jdk(Target target, String tool, String... arguments) throws IOException, InterruptedException {
        Jdk jdk = target.jdk();
        List<String> command = new ArrayList<>(List.of(jdk.home().resolve("bin").resolve(tool).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
