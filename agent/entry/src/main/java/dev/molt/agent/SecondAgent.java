package dev.molt.agent;

import java.lang.instrument.Instrumentation;

/**
 * Takes a second {@link Instrumentation} of this JVM, which the engine asks for: while a transformer of one of them runs, the JDK hands
 * nothing to any other of the same one in that thread, so that a transformer which redefines classes has to be another agent's.
 */
public final class SecondAgent {
    private static Instrumentation taken;

    private SecondAgent() {}

    /** Called by the JDK, as the {@code Launcher-Agent-Class} of the agent's jar. */
    public static void agentmain(String options, Instrumentation instrumentation) {
        taken = instrumentation;
    }

    /** What {@link #agentmain} was given; null before. */
    public static Instrumentation taken() {
        return taken;
    }
}
