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
        AgentStart.start(options, instrumentation);
    }

    /** Called on attach. */
    public static void agentmain(String options, Instrumentation instrumentation) {
        AgentStart.start(options, instrumentation);
    }
}
