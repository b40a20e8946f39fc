package dev.molt.agent;

import java.lang.instrument.Instrumentation;

/** Where the JVM enters: with {@code -javaagent} or by attaching. Both ways share one start and may be used again. */
public final class MoltAgent {
    private MoltAgent() {}

    /** Called before {@code main}. */
    public static void premain(String options, Instrumentation instrumentation) {
        AgentStart.beside(options, instrumentation);
    }

    /** Called on attach. */
    public static void agentmain(String options, Instrumentation instrumentation) {
        AgentStart.now(options, instrumentation);
    }
}
