package dev.molt.test.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.TestOffer;
import dev.molt.test.members.inside.Fuzz;
import dev.molt.test.members.inside.Sweep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whatever one may ask the JDK about added members is answered as in a JVM that was started with them, and no JVM crashes. That one
 * crashed fails each test.
 */
class MemberApiTest {
    private static final String CLASSES = "app.Plain,app.Sub,app.Face,app.Shape,app.Rec,app.Kind,app.Box,app.Mark";
    private static final Path INSIDE = Layout.agentJar(Sweep.class, Map.of());
    private static final int TOLD = 20;

    private static Target start(Targets targets, Path classes) {
        return targets.launch().classPath(INSIDE, classes).args("--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED", "--add-opens",
                "java.base/jdk.internal.reflect=ALL-UNNAMED", "-XX:TieredStopAtLevel=1").start();
    }

    private static Target updated(Targets targets, Program program) {
        Target target = start(targets, program.version("v1"));
        // each is to be changed, and none to be loaded in its new shape
        for (String name : (CLASSES + ",app.Shape$Square,app.Use,app.Caller").split(",")) target.call("java.lang.Class", "forName", name);
        Verdict verdict = target.withMolt().client().apply(TestOffer.of(program.version("v2"), program.version("v1")));
        assertEquals(Outcome.APPLIED, verdict.outcome(), verdict::text);
        return target;
    }

    /** Every public method for members, on every kind of them. */
    @LiveUpdate(program = "members", javac = "-parameters")
    void everyMethodAnswersAsInAFreshStart(Targets targets, Program program) {
        Answers fresh = sweep(start(targets, program.version("v2")), "fresh");
        Answers live = sweep(updated(targets, program), "live");
        List<String> differences = live.differences(fresh);
        assertTrue(differences.isEmpty(), () -> differences.size() + " answers differ\n" + told(differences));
        List<String> unpaired = live.unpaired(fresh);
        assertTrue(unpaired.isEmpty(), () -> "calls that were possible in one of them alone:\n" + told(unpaired));
    }

    private static Answers sweep(Target target, String name) {
        List<Path> files = new ArrayList<>();
        for (String type : CLASSES.split(",")) {
            files.add(target.directory().resolve(name + type));
            await(target, target.begin(Sweep.class.getName(), "run", type, files.get(files.size() - 1).toString()));
        }
        return Answers.read(files.toArray(Path[]::new));
    }

    /** Another seed may be given with {@code -Dmolt.test.seed}; it is part of the message. */
    @LiveUpdate(program = "members", javac = "-parameters")
    void randomCallsAreAnsweredAsInAFreshStart(Targets targets, Program program) {
        String seed = System.getProperty("molt.test.seed", "281585");
        System.out.println("MemberApiTest: seed " + seed + " on " + targets.jdk());
        Answers fresh = fuzz(start(targets, program.version("v2")), seed);
        Target target = updated(targets, program);
        List<String> differences = fuzz(target, seed).differences(fresh);
        assertTrue(differences.isEmpty(), () -> "seed " + seed + ": " + differences.size() + " answers differ\n" + told(differences));

        // What was collected is used on after the revert, and after the next update.
        Verdict reverted = target.client().revert("u1");
        assertEquals(Outcome.REVERTED, reverted.outcome(), reverted::text);
        fuzz(target, seed);
        assertEquals(Outcome.APPLIED, target.client().apply(TestOffer.of(program.version("v2"), program.version("v1"))).outcome());
        fuzz(target, seed);
        assertTrue(target.isRunning(), target::log);
    }

    private static Answers fuzz(Target target, String seed) {
        Path file = target.directory().resolve("fuzz");
        await(target, target.begin(Fuzz.class.getName(), "run", CLASSES, file.toString(), seed));
        return Answers.read(file);
    }

    /** Tens of thousands of calls take longer than others do on a busy machine. */
    private static void await(Target target, Target.Running running) {
        Await.until("the calls are made", Duration.ofMinutes(4), running::isDone, done -> done, target::log);
        running.await();
    }

    private static String told(List<String> lines) {
        return String.join("\n", lines.subList(0, Math.min(lines.size(), TOLD)));
    }
}
