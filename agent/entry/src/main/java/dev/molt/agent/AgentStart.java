package dev.molt.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.function.BiConsumer;

/**
 * Starts the engine once. A failure is told on the error stream and in the system property {@value #FAILURE}, where a client that
 * attached finds it, and never reaches the application.
 */
final class AgentStart {
    static final String FAILURE = "molt.agent.failure";

    private static boolean running;

    private AgentStart() {}

    static synchronized void start(String options, Instrumentation instrumentation) {
        if (running) return;
        System.clearProperty(FAILURE);
        try {
            File jar = new File(AgentStart.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            engine(jar).accept(options == null ? "" : options, instrumentation);
            running = true;
        } catch (Throwable t) {
            // Whatever it is: the application must go on without us.
            String problem = t.getMessage() == null ? t.toString() : t.getMessage();
            System.setProperty(FAILURE, problem);
            System.err.println("molt: the agent could not start: " + problem);
        }
    }

    @SuppressWarnings("unchecked")
    private static BiConsumer<String, Instrumentation> engine(File jar) throws Exception {
        Class<?> engine = new EngineLoader(jar).loadClass("dev.molt.engine.EngineStart");
        return (BiConsumer<String, Instrumentation>) engine.getConstructor().newInstance();
    }
}
