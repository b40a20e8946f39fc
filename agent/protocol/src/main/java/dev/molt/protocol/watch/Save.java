package dev.molt.protocol.watch;

import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Verdict;
import dev.molt.protocol.source.Supply;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What was saved in one burst and has settled: all that differs from what is live, or the reason why it can't be used.
 *
 * @param supply the files; null where there is a refusal
 * @param refusal why not; null where there are files
 * @param noticed when the last of it was written, as {@link System#nanoTime} tells it
 * @param next what is live when the update succeeds
 */
public record Save(Supply supply, Verdict refusal, long noticed, Map<Root, Saved> next) implements Closeable {

    /**
     * What is known of a root's files, by path.
     *
     * @param hashes SHA-256 of the content; without those that nobody has read yet
     */
    record Saved(Map<String, Tree.Stamp> stamps, Map<String, String> hashes) {
        static final Saved NOTHING = new Saved(Map.of(), Map.of());

        boolean hasClasses() {
            return stamps.keySet().stream().anyMatch(path -> path.endsWith(".class"));
        }
    }

    static Save refused(Verdict verdict, long noticed) {
        return new Save(null, verdict, noticed, Map.of());
    }

    static Save unusable(List<Finding> problems, long noticed) {
        String summary = problems.size() == 1 ? "a file can't be used; nothing was touched" : problems.size() + " files can't be used; nothing was touched";
        return refused(Verdict.refusedWith(summary, problems), noticed);
    }

    @Override
    public void close() throws IOException {
        if (supply != null) supply.close();
    }
}
