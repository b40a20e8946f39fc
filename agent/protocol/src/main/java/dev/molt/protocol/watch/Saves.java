package dev.molt.protocol.watch;

import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Verdict;
import dev.molt.protocol.source.ClassGlobs;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The saves of some roots, one after the other. A burst of writes is one save. A save stays to be done until somebody says that it is live,
 * so that what was refused comes again together with what is saved next. For one thread.
 */
public final class Saves implements Closeable {
    /** How often somebody looks whether the roots are still the same folders; links may be changed where nobody listens. */
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);
    /** Where nobody tells of saves, looking takes no more than this part of the time. */
    private static final int SHARE = 20;
    private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(20);

    private final List<Root> roots;
    private final SourceStep sources;
    private final Patience patience;
    private final SaveReader reader;
    private final Pulse pulse = new Pulse();
    private final FileEvents events;
    private final Map<Root, Save.Saved> live = new HashMap<>();
    private String deaf;
    private long looking;

    /**
     * Begins to listen. Nothing is live yet.
     *
     * @param sources what to do with roots of sources; null where there are none
     * @param globs which classes count
     * @param feature Java feature release of the target
     * @param threads makes the thread that listens
     */
    public Saves(List<Root> roots, SourceStep sources, ClassGlobs globs, int feature, Patience patience, ThreadFactory threads) {
        this.roots = List.copyOf(roots);
        this.sources = sources;
        this.patience = patience;
        this.reader = new SaveReader(feature, globs);
        this.events = new FileEvents(this.roots, threads, pulse);
        listen();
    }

    /** Why only a look now and then tells of saves, or null when the system tells at once. */
    public String deaf() {
        return deaf;
    }

    /** What is there now is live, whatever it is. */
    public void takeAsLive() throws IOException {
        for (Root root : roots) live.put(root, new Save.Saved(Tree.of(root).files(), Map.of()));
    }

    /** All that is there and not live, once it has settled; null when there is nothing. */
    public Save now() throws IOException, InterruptedException {
        pulse.beat();
        return settled();
    }

    /** The next save; waits for it. */
    public Save next() throws IOException, InterruptedException {
        while (true) {
            boolean burst = pulse.awaitBurst(deaf == null ? LOOK : Math.max(LOOK, SHARE * looking));
            if (events.stale()) {
                listen();
                pulse.beat();
            } else if (!burst && deaf != null) {
                pulse.beat();
            } else if (!burst) {
                continue;
            }
            Save save = settled();
            if (save != null) return save;
        }
    }

    /** A save has become live. */
    public void live(Save save) {
        live.putAll(save.next());
    }

    @Override
    public void close() throws IOException {
        events.close();
    }

    private void listen() {
        try {
            events.listen();
            deaf = null;
        } catch (IOException e) {
            deaf = e.getMessage();
        }
    }

    private Save settled() throws IOException, InterruptedException {
        while (true) {
            Pulse.Burst burst = pulse.burst();
            if (waits(patience.enough(burst.longestGap(), false), burst)) continue;
            if (events.stale()) listen();
            List<Difference> differences = differences();
            boolean counts = differences.stream().anyMatch(Difference::counts);
            boolean gone = differences.stream().anyMatch(d -> !d.gone().isEmpty() && d.root().kind() == Root.Kind.CLASSES);
            if (counts && waits(patience.enough(burst.longestGap(), gone), burst)) continue;
            if (!counts) {
                pulse.end(burst);
                return null;
            }
            Verdict refusal = compiled(differences);
            if (refusal != null) return ended(burst, Save.refused(refusal, burst.last()));
            SaveReader.Result read = reader.read(label(differences), withOutput(differences), live);
            if (!read.problems().isEmpty() && burst.quiet() < patience.broken()) {
                pulse.awaitBeat(AGAIN);
                continue;
            }
            return ended(burst, save(read, burst.last()));
        }
    }

    /** Waits for the rest of a time; whether there was any. */
    private boolean waits(long enough, Pulse.Burst burst) throws InterruptedException {
        long left = enough - burst.quiet();
        if (left > 0) pulse.awaitBeat(left);
        return left > 0;
    }

    private Save ended(Pulse.Burst burst, Save save) {
        pulse.end(burst);
        return save;
    }

    /** The roots that something was saved in. */
    private static String label(List<Difference> differences) {
        return differences.stream().filter(Difference::counts).map(d -> d.root().path().toString()).collect(Collectors.joining(", "));
    }

    private Save save(SaveReader.Result read, long noticed) {
        List<Finding> problems = read.problems();
        if (!problems.isEmpty()) return Save.unusable(problems, noticed);
        if (read.supply() != null) return new Save(read.supply(), null, noticed, read.next());
        live.putAll(read.next());
        return null;
    }

    private List<Difference> differences() throws IOException {
        long begin = System.nanoTime();
        List<Difference> differences = new ArrayList<>();
        for (Root root : roots) differences.add(difference(root));
        looking = System.nanoTime() - begin;
        return differences;
    }

    private Difference difference(Root root) throws IOException {
        return Difference.between(root, live.getOrDefault(root, Save.Saved.NOTHING), Tree.of(root));
    }

    private Verdict compiled(List<Difference> differences) {
        List<Path> saved = new ArrayList<>();
        for (Difference d : differences) {
            if (d.root().kind() != Root.Kind.SOURCES) continue;
            for (String path : d.written()) saved.add(Tree.file(d.root(), path));
            for (String path : d.gone()) saved.add(Tree.file(d.root(), path));
        }
        if (saved.isEmpty() || sources == null) return null;
        try {
            return sources.compile(saved);
        } catch (IOException e) {
            return Save.unusable(List.of(Finding.refusal(null, null, null, "the sources can't be read: " + e.getMessage(), null)), 0).refusal();
        }
    }

    private List<Difference> withOutput(List<Difference> differences) throws IOException {
        List<Difference> all = new ArrayList<>(differences.stream().filter(d -> !d.emptied()).toList());
        if (sources != null) all.add(difference(sources.output()));
        return all;
    }
}
