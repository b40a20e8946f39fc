package dev.molt.bench.evolved;

import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a JVM came to run the new version. */
enum Way {
    /** It was started with it. */
    FRESH(false, false),
    /** It was started with the old version and updated by an agent that came for it. */
    LATE(true, false),
    /** It was started with the old version and the agent, which gave objects slots. */
    STARTUP(true, true),
    /** It was started with the new version and that agent, which then did nothing more. */
    IDLE(false, true);

    static final String FROM = "molt.bench.from";
    static final String TO = "molt.bench.to";
    static final String MOLT = "molt.bench.molt";

    private final boolean updated;
    private final boolean agent;

    Way(boolean updated, boolean agent) {
        this.updated = updated;
        this.agent = agent;
    }

    /** Arguments of the forked JVM. Its code waits for the compiler, so that a busy machine does not have slower code. */
    String[] arguments(Jdk jdk, Path v1, Path v2, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("-Xmx256m", "-Xbatch", "-D" + FROM + "=" + (updated ? v1 : v2), "-D" + TO + "=" + v2,
                "-D" + MOLT + "=" + Layout.moltJar()));
        if (agent) arguments.add("-javaagent:" + Layout.agentJar() + "=slots");
        if (updated && jdk.feature() >= 21) arguments.add("-XX:+EnableDynamicAgentLoading");
        arguments.addAll(more);
        return arguments.toArray(String[]::new);
    }
}
