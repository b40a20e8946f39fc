package dev.molt.api;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * The way to the agent, through the one class of it that every class loader sees. Only values of the JDK's types cross: strings, numbers,
 * lists and maps.
 */
final class Agent {
    private static final String ANCHOR = "dev.molt.boot.Anchor";

    private final BiFunction<String, Map<String, Object>, Object> engine;

    private Agent(BiFunction<String, Map<String, Object>, Object> engine) {
        this.engine = engine;
    }

    @SuppressWarnings("unchecked") // what the agent promises, and asked for its answers' types at once
    static Agent find() {
        Object engine;
        try {
            Class<?> anchor = Class.forName(ANCHOR, true, null);
            MethodHandle door = MethodHandles.publicLookup().findStatic(anchor, "engine", MethodType.methodType(BiFunction.class));
            engine = door.invoke();
        } catch (ClassNotFoundException e) {
            throw none(e);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new NoAgentException("the Molt agent in this JVM is too old for this molt-api: start it with the agent that belongs to it", e);
        }
        if (engine == null) throw none(null);
        return new Agent((BiFunction<String, Map<String, Object>, Object>) engine);
    }

    private static NoAgentException none(Throwable cause) {
        return new NoAgentException("there is no Molt agent in this JVM: start it with -javaagent:molt-agent.jar (molt agent prints the path), or run molt attach "
                + ProcessHandle.current().pid(), cause);
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
