package dev.molt.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The Molt agent of this JVM. Any thread may use it; an update is carried out by the thread that asks for it, one at a time.
 *
 * <p>A thread that is inside replaced code, as the caller of {@link #apply} may be, ends its methods as old code.
 */
public final class Molt {
    private final Agent agent;

    private Molt(Agent agent) {
        this.agent = agent;
    }

    /**
     * The agent of this JVM.
     *
     * @throws NoAgentException when there is none, or one that does not know this version of the API; its message says what to do
     */
    public static Molt here() {
        return new Molt(Agent.find());
    }

    /** The agent of this JVM, or nothing where {@link #here()} would throw. */
    public static Optional<Molt> ifHere() {
        try {
            return Optional.of(here());
        } catch (NoAgentException e) {
            return Optional.empty();
        }
    }

    /** The version of the agent. */
    public String version() {
        return (String) agent.ask("version", Map.of());
    }

    /** Tells what {@link #apply} would do, and touches nothing. What can't be applied is {@link Outcome#REFUSED} with its reasons. */
    public Verdict plan(Update update) {
        return verdict("plan", update);
    }

    /**
     * Makes an update live, as a whole or not at all. Whatever becomes of it is told by the verdict; nothing is thrown for it.
     *
     * @throws MoltException when the agent itself fails; the program runs on as it was
     */
    public Verdict apply(Update update) {
        return verdict("apply", update);
    }

    /**
     * Takes back an update, and every live one that came after it.
     *
     * @param updateId the update, or null for the newest one that is live
     * @param reason for history and audit, or null
     */
    public Verdict revert(String updateId, String reason) {
        return Values.read(agent.ask("revert", Values.map("id", updateId, "reason", reason)), Verdict.class);
    }

    /** Every update of this JVM, whoever made it, oldest first. */
    public List<HistoryEntry> history() {
        return Values.readList(agent.ask("history", Map.of()), HistoryEntry.class);
    }

    /**
     * Lets a listener be told of every update from now on, until the subscription is closed. The agent refers to the listener, and with it
     * to its class loader, until then.
     */
    public Subscription listen(UpdateListener listener) {
        return agent.listen(Objects.requireNonNull(listener));
    }

    private Verdict verdict(String operation, Update update) {
        List<String> files = update.files().stream().map(Molt::text).toList();
        return Values.read(agent.ask(operation, Values.map("files", files, "from", text(update.from()), "reason", update.reason())), Verdict.class);
    }

    private static String text(Path path) {
        return path == null ? null : path.toAbsolutePath().toString();
    }
}
