package dev.molt.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.function.BiFunction;

/**
 * Starts the engine once. A failure is told on the error stream and in the system property {@value #FAILURE}, where a client that
 * attached finds it, and never reaches the application.
 */
final class AgentStart {
    static final String FAILURE = "molt.agent.failure";
    private static final long DEFAULT_STACK = 0;

    private static boolean begun;
    private static Runnable rest;
    private static volatile Thread starting;

    private AgentStart() {}

    /** Starts beside the program, which has no need to wait for us, unless its classes are to be prepared when they load. */
    static void beside(String options, Instrumentation instrumentation) {
        boolean first = preparesClasses(options) || preparesClasses(System.getenv("MOLT_OPTIONS"));
        if (first && !begin(options, instrumentation)) return;
        Thread thread = new Thread(null, new Start(options, instrumentation), "molt-start", DEFAULT_STACK, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        starting = thread;
        thread.start();
    }

    /** Returns when no start is under way. */
    static void await() throws InterruptedException {
        Thread thread = starting;
        if (thread != null) thread.join();
    }

    /** Looks no closer: reading options takes classes that the program may not need yet. */
    private static boolean preparesClasses(String options) {
        return options != null && (options.contains("slots") || options.contains("config"));
    }

    /** Returns when the engine runs, or could not start. */
    static void now(String options, Instrumentation instrumentation) {
        if (begin(options, instrumentation)) finish();
    }

    private static synchronized boolean begin(String options, Instrumentation instrumentation) {
        if (begun) return true;
        try {
            System.clearProperty(FAILURE);
            File jar = new File(AgentStart.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            rest = engine(jar).apply(options == null ? "" : options, instrumentation);
            begun = true;
        } catch (Throwable t) {
            failed(t);
        }
        return begun;
    }

    private static synchronized void finish() {
        if (rest == null) return;
        Runnable work = rest;
        rest = null;
        try {
            work.run();
        } catch (Throwable t) {
            failed(t);
        }
    }

    /** Whatever it is: the application must go on without us. */
    private static void failed(Throwable t) {
        begun = false;
        String problem = t.getMessage() == null ? t.toString() : t.getMessage();
        System.setProperty(FAILURE, problem);
        System.err.println("molt: the agent could not start: " + problem);
    }

    /** No lambda expression: the first one of a JVM takes as long as all the rest here. */
    private record Start(String options, Instrumentation instrumentation) implements Runnable {
        @Override
        public void run() {
            now(options, instrumentation);
        }
    }

    @SuppressWarnings("unchecked")
    private static BiFunction<String, Instrumentation, Runnable> engine(File jar) throws Exception {
        Class<?> engine = new EngineLoader(jar).loadClass("dev.molt.engine.EngineStart");
        return (BiFunction<String, Instrumentation, Runnable>) engine.getConstructor().newInstance();
    }
}
