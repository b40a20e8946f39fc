package dev.molt.engine.apply;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What has to be done to be back where an update began; the newest entry first. */
final class UndoLog {
    interface Action {
        void run() throws Exception;
    }

    private record Entry(Step step, Action action) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    void add(Step step, Action action) {
        entries.push(new Entry(step, action));
    }

    /** Walks back. An undo that fails does not keep the others from being done. */
    List<String> walkBack() {
        List<String> failures = new ArrayList<>();
        while (!entries.isEmpty()) {
            Entry entry = entries.pop();
            try {
                entry.action.run();
            } catch (Throwable t) {
                failures.add("undoing " + entry.step + ": " + t);
            }
        }
        return failures;
    }
}
