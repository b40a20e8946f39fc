package dev.molt.protocol.watch;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The files of a root at one moment.
 *
 * @param files by their path below the root, with slashes; a root that is a file has one, with an empty path
 */
record Tree(Map<String, Stamp> files) {

    /** What tells a file from an older one of its name. Tools may keep the time, or the length, but not all of it. */
    record Stamp(long modified, long size, Object key) {
        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.size(), attributes.fileKey());
        }

        /** Of one file; null where there is none. */
        static Stamp of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return attributes.isRegularFile() ? of(attributes) : null;
            } catch (IOException e) {
                return null;
            }
        }
    }

    /** Looks. Links are followed; what goes away meanwhile is not there. */
    static Tree of(Root root) throws IOException {
        Map<String, Stamp> files = new TreeMap<>();
        if (root.kind() == Root.Kind.FILE) {
            Stamp stamp = Stamp.of(root.path());
            if (stamp != null) files.put("", stamp);
            return new Tree(files);
        }
        Files.walkFileTree(root.path(), EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Passing() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                // A working copy on the class path: no class has such a package.
                boolean hidden = !folder.equals(root.path()) && folder.getFileName().toString().startsWith(".");
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = root.path().relativize(file).toString().replace(File.separatorChar, '/');
                if (attributes.isRegularFile() && root.concerns(path)) files.put(path, Stamp.of(attributes));
                return FileVisitResult.CONTINUE;
            }
        });
        return new Tree(files);
    }

    /** The file of a path in it. */
    static Path file(Root root, String path) {
        return path.isEmpty() ? root.path() : root.path().resolve(path);
    }
}
