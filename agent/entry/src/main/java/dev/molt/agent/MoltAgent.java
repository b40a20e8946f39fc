package dev.molt.agent;

import java.lang.instrument.Instrumentation;

/** Where the JVM enters: with {@code -javaagent} or by attaching. Both ways share one start and may be used again. */
public final class MoltAgent {
    private MoltAgent() {}

    /** Called before {@code main}. */
    public static void premain(String options, Instrumentation instrumentation) {
        AgentStart.beside(options, instrumentation);
    }

    /** Called by a program that asks for the agent: returns when it runs, where it was given on the command line and is just starting. */
    public static void awaitStart() throws InterruptedException {
        AgentStart.await();
    }

    /** Called on attach. */
    public static void agentmain(String options, Instrumentation instrumentation) {
        AgentStart.now(options, instrumentation);
    }
}
