package dev.molt.agent;

import java.lang.instrument.Instrumentation;

/** Where the JVM enters: with {@code -javaagent} or by attaching. Both ways share one start and may be used again. */
public final class MoltAgent {
    private MoltAgent() {}

    /**
     * Called before {@code main}. Tools of the JDK itself, which get the agent by {@code JAVA_TOOL_OPTIONS}, are left alone: there is nothing
     * to update in them.
     */
    public static void premain(String options, Instrumentation instrumentation) {
        String module = System.getProperty("jdk.module.main", "");
        if (module.startsWith("jdk.") || module.startsWith("java.")) return;
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
