package dev.molt.bench;

import dev.molt.bench.inside.EveryClass;
import dev.molt.protocol.report.StatusReport.IndexSize;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.TestOffer;
import java.io.PrintStream;
import java.nio.file.Path;
import net.bytebuddy.ByteBuddy;

/** Heap that the dependency index takes for a class, by the classes of a real library. */
final class IndexBenchmark {
    private final PrintStream out;

    IndexBenchmark(PrintStream out) {
        this.out = out;
    }

    void run(Jdk jdk) throws Exception {
        Path library = Path.of(ByteBuddy.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path inside = Path.of(EveryClass.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path v1 = Javac.standard().compile("bench-index-v1", "package app; public class App { public static String run() { return \"\"; } }");
        Path v2 = Javac.standard().compile("bench-index-v2", "package app; public class App { }");
        try (Targets targets = Targets.open(jdk)) {
            Target target = targets.launch().classPath(v1, library, inside).withAgent().start();
            target.call("app.App", "run");
            int loaded = Integer.parseInt(target.call(EveryClass.class.getName(), "load", library.toString()));
            Client client = target.client();
            long begin = System.nanoTime();
            // Taking a method away needs the index; the update is refused.
            Verdict verdict = client.apply(TestOffer.of(v2, v1));
            long millis = (System.nanoTime() - begin) / 1_000_000;
            IndexSize size = client.status().index();
            out.printf("Dependency index, %s%n    %,d classes loaded, %,d indexed, %,d bytes a class, %,d ms cold with the refusal (%s)%n", jdk, loaded, size.classes(),
                    size.bytes() / size.classes(), millis, verdict.outcome());
        }
    }
}
