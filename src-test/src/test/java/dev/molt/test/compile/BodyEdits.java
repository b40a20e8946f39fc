package dev.molt.test.compile;

import dev.molt.test.harness.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Edits of method bodies, at random places of a source folder. */
public final class BodyEdits {
    private final Path sources;
    private final List<String> files;
    private final Random random;

    public BodyEdits(Path sources, long seed) throws IOException {
        this.sources = sources;
        this.files = Trees.list(sources).stream().filter(f -> f.endsWith(".java")).sorted().toList();
        this.random = new Random(seed);
    }

    /** A file and its text after an edit. Nothing is written. */
    public record Edited(Path file, String text) {}

    /** Another edit. */
    public Edited next() throws IOException {
        while (true) {
            Path file = sources.resolve(files.get(random.nextInt(files.size())));
            Optional<String> text = EditKind.BODY.text(SourceTree.parse(file, Files.readString(file)), random);
            if (text.isPresent()) return new Edited(file, text.get());
        }
    }
}
