package dev.molt.protocol.watch;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * Says that something happens below some roots, or where they would be. What it is, and whether it is all, is not told: whoever wants to know
 * looks at the files.
 */
final class FileEvents implements Closeable {
    private final List<Root> roots;
    private final ThreadFactory threads;
    private final Pulse pulse;
    private volatile DirectoryWatcher watcher;
    private List<Object> places = List.of();
    private volatile boolean stale;

    FileEvents(List<Root> roots, ThreadFactory threads, Pulse pulse) {
        this.roots = roots;
        this.threads = threads;
        this.pulse = pulse;
    }

    /**
     * Listens where the roots are now.
     *
     * @throws IOException when the system has no more watches to give; nothing is heard then
     */
    void listen() throws IOException {
        close();
        stale = false;
        places = places();
        List<Path> bases = roots.stream().map(root -> base(root.path())).distinct().toList();
        DirectoryWatcher next = DirectoryWatcher.builder().paths(bases).fileHashing(false).fileTreeVisitor(new Visitor()).logger(NOPLogger.NOP_LOGGER)
                .watchService(FileSystems.getDefault().newWatchService()).listener(new Listener()).build();
        watcher = next;
        try {
            next.watchAsync(loop -> threads.newThread(() -> run(loop, next)).start()).getNow(null);
        } catch (CompletionException e) {
            close();
            throw new IOException(reason(e), e);
        }
    }

    /** Whether roots have come, gone, or been exchanged, so that it is to listen anew. */
    boolean stale() {
        return stale || !places.equals(places());
    }

    private void run(Runnable loop, DirectoryWatcher ofIt) {
        loop.run();
        // It was not closed, so nothing is left to hear: the folders have gone.
        if (watcher == ofIt) stale = true;
    }

    private List<Object> places() {
        return roots.stream().map(FileEvents::place).toList();
    }

    /** What is at the root's place now, links followed. */
    private static Object place(Root root) {
        try {
            Path folder = root.kind() == Root.Kind.FILE ? root.path().getParent() : root.path();
            Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
            return key == null ? folder : key;
        } catch (IOException e) {
            return existing(root.path());
        }
    }

    /** Above the root, so that its coming and going is heard. */
    private static Path base(Path root) {
        return root.getParent() == null ? root : existing(root.getParent());
    }

    private static Path existing(Path path) {
        Path at = path;
        while (!Files.isDirectory(at)) at = at.getParent();
        return at;
    }

    private boolean onTheWay(Path folder) {
        return roots.stream().anyMatch(root -> root.path().startsWith(folder));
    }

    private boolean inside(Path path) {
        return roots.stream().anyMatch(root -> path.startsWith(root.path()));
    }

    private static boolean isHidden(Path folder) {
        return folder.getFileName() != null && folder.getFileName().toString().startsWith(".");
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) root = root.getCause();
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    @Override
    public void close() throws IOException {
        DirectoryWatcher last = watcher;
        watcher = null;
        if (last != null) last.close();
    }

    /** Goes down to the roots, and into them. */
    private final class Visitor implements FileTreeVisitor {
        @Override
        public void recursiveVisitFiles(Path start, Callback onDirectory, Callback onFile) throws IOException {
            Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Passing() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                    if (!onTheWay(folder) && (!inside(folder) || isHidden(folder))) return FileVisitResult.SKIP_SUBTREE;
                    try {
                        onDirectory.call(folder);
                        return FileVisitResult.CONTINUE;
                    } catch (NoSuchFileException | NotDirectoryException e) {
                        return FileVisitResult.SKIP_SUBTREE; // it has just gone
                    }
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (inside(file)) onFile.call(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    private final class Listener implements DirectoryChangeListener {
        @Override
        public void onEvent(DirectoryChangeEvent event) {
            Path path = event.path();
            boolean lost = event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW || path == null;
            // The library listens in new folders, not in what a new link leads to.
            if (lost || Files.isSymbolicLink(path)) stale = true;
            if (lost || inside(path) || onTheWay(path)) pulse.beat();
        }

        @Override
        public void onException(Exception e) {
            stale = true;
            pulse.beat();
        }
    }
}
