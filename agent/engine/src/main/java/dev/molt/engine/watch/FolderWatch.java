package dev.molt.engine.watch;

import dev.molt.engine.EngineThreads;
import dev.molt.engine.inside.Initiator;
import dev.molt.engine.inside.InsideUpdates;
import dev.molt.engine.options.AgentOptions.WatchOptions;
import dev.molt.engine.options.ClassFolders;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.Origin;
import dev.molt.protocol.report.Verdict;
import dev.molt.protocol.source.ClassGlobs;
import dev.molt.protocol.watch.Patience;
import dev.molt.protocol.watch.Root;
import dev.molt.protocol.watch.Save;
import dev.molt.protocol.watch.SaveLog;
import dev.molt.protocol.watch.Saves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Watches folders of this JVM's file system, and makes live what is saved there. What lies there at the start is what the program loads by
 * itself. One thread of its own does all; whatever goes wrong there is told and ends there.
 */
public final class FolderWatch {
    private static final Initiator INITIATOR = () -> Origin.WATCH;
    private static final UpdateOptions OPTIONS = new UpdateOptions(null, "saved", false, 0, 0, 60_000, 0);

    private final List<Root> roots;
    private final ClassGlobs globs;
    private final InsideUpdates updates;
    private final SaveLog log = new SaveLog("molt show " + ProcessHandle.current().pid());

    private FolderWatch(List<Root> roots, ClassGlobs globs, InsideUpdates updates) {
        this.roots = roots;
        this.globs = globs;
        this.updates = updates;
    }

    /** Starts, where the options say so. */
    public static void start(WatchOptions options, InsideUpdates updates) {
        if (options.folders() == null) return;
        List<Path> folders = options.folders().isEmpty() ? ClassFolders.onClassPath() : options.folders();
        if (folders.isEmpty()) {
            tell("nothing to watch: there is no class folder on the class path; name some with watch=DIR,DIR\n");
            return;
        }
        List<Root> roots = folders.stream().map(FolderWatch::root).toList();
        FolderWatch watch = new FolderWatch(roots, new ClassGlobs(options.include(), options.exclude()), updates);
        EngineThreads.daemon("molt-watch", watch::run).start();
    }

    private static Root root(Path path) {
        boolean file = Files.exists(path) ? !Files.isDirectory(path) : path.toString().endsWith(".jar");
        return new Root(path, file ? Root.Kind.FILE : Root.Kind.CLASSES);
    }

    private void run() {
        try (Saves saves = new Saves(roots, null, globs, Runtime.version().feature(), Patience.USUAL,
                work -> EngineThreads.daemon("molt-watch-events", work))) {
            saves.takeAsLive();
            tell("watching " + roots.stream().map(root -> root.path().toString()).collect(Collectors.joining(", "))
                    + (saves.deaf() == null ? "" : ", looking at the files now and then: the system does not tell of saves (" + saves.deaf() + ")") + "\n");
            while (true) next(saves);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable t) {
            tell("no longer watching: " + t + "\n");
        }
    }

    private void next(Saves saves) throws IOException, InterruptedException {
        try (Save save = saves.next()) {
            Verdict verdict = save.refusal() != null ? save.refusal() : updates.update(save.supply(), false, OPTIONS, INITIATOR);
            if (SaveLog.isLive(verdict)) saves.live(save);
            tell(log.tell(verdict, System.nanoTime() - save.noticed(), LocalTime.now()));
        }
    }

    private static void tell(String lines) {
        System.err.print("molt: " + lines);
    }
}
