package dev.molt.api;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * The way to the agent, through the one class of it that every class loader sees. Only values of the JDK's types cross: strings, numbers,
 * lists and maps.
 */
final class Agent {
    private static final String ANCHOR = "dev.molt.boot.Anchor";
    private static final String ENTRY = "dev.molt.agent.MoltAgent";

    private final BiFunction<String, Map<String, Object>, Object> engine;

    private Agent(BiFunction<String, Map<String, Object>, Object> engine) {
        this.engine = engine;
    }

    @SuppressWarnings("unchecked") // what the agent promises, and asked for its answers' types at once
    static Agent find() {
        Object engine = engine();
        if (engine == null && awaitStart()) engine = engine();
        if (engine == null) throw none();
        return new Agent((BiFunction<String, Map<String, Object>, Object>) engine);
    }

    private static Object engine() {
        try {
            Class<?> anchor = Class.forName(ANCHOR, true, null);
            return MethodHandles.publicLookup().findStatic(anchor, "engine", MethodType.methodType(BiFunction.class)).invoke();
        } catch (ClassNotFoundException e) {
            return null;
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new NoAgentException("the Molt agent in this JVM is too old for this molt-api: start it with the agent that belongs to it", e);
        }
    }

    /** An agent of the command line starts beside the program, which may be the faster one; false where there is none. */
    private static boolean awaitStart() {
        try {
            Class.forName(ENTRY, true, ClassLoader.getSystemClassLoader()).getMethod("awaitStart").invoke(null);
            return true;
        } catch (InvocationTargetException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static NoAgentException none() {
        return new NoAgentException("there is no Molt agent in this JVM: start it with -javaagent:molt-agent.jar (molt agent prints the path), or run molt attach "
                + ProcessHandle.current().pid(), null);
    }

    /** The answer to a question. */
    Object ask(String question, Map<String, Object> details) {
        Object answer = engine.apply(question, details);
        if (answer instanceof Map<?, ?> map && map.get("failure") instanceof String failure) throw new MoltException(failure);
        return answer;
    }

    Subscription listen(UpdateListener listener) {
        BiConsumer<String, Map<String, Object>> told = (event, verdict) -> tell(listener, event, Values.read(verdict, Verdict.class));
        Runnable close = (Runnable) ask("listen", Map.of("listener", told, "name", listener.getClass().getName()));
        return close::run;
    }

    private static void tell(UpdateListener listener, String event, Verdict verdict) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(listener.getClass().getClassLoader());
        try {
            switch (event) {
                case "before" -> listener.before(verdict);
                case "after" -> listener.after(verdict);
                case "reverted" -> listener.reverted(verdict);
                default -> { } // of an agent that is newer than this listener
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
