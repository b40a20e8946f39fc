package dev.molt.engine.program;

import dev.molt.engine.update.Observer;
import dev.molt.protocol.report.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Answers what {@code dev.molt.api} asks. Only values of the JDK's types cross, so that neither side needs a class of the other. A failure
 * of ours is an answer, too: nothing is thrown into the application.
 */
public final class Answers implements BiFunction<String, Map<String, Object>, Object> {
    private final Supplier<Operations> engine;

    /** @param engine asked for with the first question */
    public Answers(Supplier<Operations> engine) {
        this.engine = engine;
    }

    @Override
    public Object apply(String question, Map<String, Object> details) {
        // An interrupt that is pending would make files that we open close at once.
        boolean interrupted = Thread.interrupted();
        try {
            return answer(question, details);
        } catch (InterruptedException e) {
            interrupted = true;
            return failure("interrupted while it waited for another update; nothing was touched");
        } catch (Throwable e) {
            // Whatever it is: the application must go on without us.
            e.printStackTrace();
            return failure("the agent failed: " + e);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private Object answer(String question, Map<String, Object> details) throws InterruptedException {
        Operations operations = engine.get();
        return switch (question) {
            case "version" -> operations.version();
            case "plan", "apply" -> Plain.of(operations.update(question.equals("plan"), texts(details.get("files")), text(details, "from"),
                    text(details, "reason")));
            case "revert" -> Plain.of(operations.revert(text(details, "id"), text(details, "reason")));
            case "history" -> Plain.of(operations.history().updates());
            case "listen" -> listen(operations, text(details, "name"), details.get("listener"));
            default -> failure("the agent " + operations.version() + " does not know \"" + question + "\": use the molt-api of its version");
        };
    }

    @SuppressWarnings("unchecked") // what the API promises
    private static Runnable listen(Operations operations, String name, Object listener) {
        return operations.observers().add(new Told(name, (BiConsumer<String, Object>) listener));
    }

    /** A listener of the application. */
    private record Told(String name, BiConsumer<String, Object> listener) implements Observer {
        @Override
        public void before(Verdict planned) {
            listener.accept("before", Plain.of(planned));
        }

        @Override
        public void after(Verdict verdict) {
            listener.accept("after", Plain.of(verdict));
        }

        @Override
        public void reverted(Verdict verdict) {
            listener.accept("reverted", Plain.of(verdict));
        }
    }

    private static Map<String, Object> failure(String problem) {
        return Map.of("failure", problem);
    }

    private static String text(Map<String, Object> details, String name) {
        return (String) details.get(name);
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }
}
