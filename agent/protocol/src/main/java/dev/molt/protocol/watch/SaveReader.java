package dev.molt.protocol.watch;

import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Severity;
import dev.molt.protocol.source.BadClassFiles;
import dev.molt.protocol.source.ClassGlobs;
import dev.molt.protocol.source.SavedFiles;
import dev.molt.protocol.source.Supply;
import dev.molt.protocol.source.UnusableSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads what was saved, and looks whether it is whole. What was written again with the same content is left out. */
final class SaveReader {
    private final int feature;
    private final ClassGlobs globs;

    SaveReader(int feature, ClassGlobs globs) {
        this.feature = feature;
        this.globs = globs;
    }

    /**
     * What was read.
     *
     * @param supply null where nothing differs, or there are problems
     * @param problems files that are not whole, or were written to meanwhile
     */
    record Result(Supply supply, List<Finding> problems, Map<Root, Save.Saved> next) {}

    /** @param label where they are, for people */
    Result read(String label, List<Difference> differences, Map<Root, Save.Saved> live) throws IOException {
        Reading reading = new Reading(label);
        for (Difference d : differences) {
            Save.Saved before = live.getOrDefault(d.root(), Save.Saved.NOTHING);
            switch (d.root().kind()) {
                case SOURCES -> reading.next.put(d.root(), new Save.Saved(d.tree().files(), Map.of()));
                case FILE -> reading.jar(d, before);
                case CLASSES -> reading.folder(d, before);
            }
        }
        if (!reading.problems.isEmpty()) {
            reading.files.close();
            return new Result(null, reading.problems, Map.of());
        }
        if (reading.files.isEmpty()) return new Result(null, List.of(), reading.next);
        if (!reading.known) reading.classesBeside(differences);
        return new Result(reading.files.supply(), List.of(), reading.next);
    }

    private final class Reading {
        private final SavedFiles files;
        private final List<Finding> problems = new ArrayList<>();
        private final Map<Root, Save.Saved> next = new HashMap<>();
        private boolean known;

        Reading(String label) {
            files = new SavedFiles(label, globs);
        }

        void folder(Difference d, Save.Saved before) {
            Map<String, String> hashes = new HashMap<>(before.hashes());
            for (String path : d.written()) {
                known |= path.endsWith(".class") && before.stamps().containsKey(path);
                Path file = Tree.file(d.root(), path);
                try {
                    String hash = files.add(path, file, before.hashes().get(path));
                    if (Objects.equals(Tree.Stamp.of(file), d.tree().files().get(path))) hashes.put(path, hash);
                    else problem(file + ": somebody writes to it", null);
                } catch (SavedFiles.NotWhole e) {
                    problem(e.getMessage(), e.remedy());
                } catch (IOException e) {
                    problem(file + ": it can't be read: " + e.getMessage(), null);
                }
            }
            for (String path : d.gone()) {
                known |= path.endsWith(".class");
                files.gone(path, hashes.remove(path));
            }
            next.put(d.root(), new Save.Saved(d.tree().files(), hashes));
        }

        void jar(Difference d, Save.Saved before) throws IOException {
            if (d.written().isEmpty()) return;
            known = true;
            try {
                Map<String, String> hashes = files.addJar(d.root().path(), feature, before.hashes());
                if (!d.tree().files().equals(Tree.of(d.root()).files())) problem(d.root().path() + ": somebody writes to it", null);
                Set<String> gone = new HashSet<>(before.hashes().keySet());
                gone.removeAll(hashes.keySet());
                gone.forEach(path -> files.gone(path, before.hashes().get(path)));
                next.put(d.root(), new Save.Saved(d.tree().files(), hashes));
            } catch (UnusableSource e) {
                problem(e.getMessage(), e.remedy());
            } catch (BadClassFiles e) {
                problems.addAll(e.verdict().findings());
            }
        }

        /** Resources and new classes don't tell which class loader they are for: the classes beside them do. */
        void classesBeside(List<Difference> differences) {
            for (Difference d : differences) {
                if (d.root().kind() != Root.Kind.CLASSES) continue;
                Set<String> read = new HashSet<>(d.written());
                for (String path : d.tree().files().keySet()) {
                    try {
                        if (path.endsWith(".class") && !read.contains(path)) files.add(path, Tree.file(d.root(), path), null);
                    } catch (IOException | SavedFiles.NotWhole e) {
                        // It is only asked whose it is.
                    }
                }
            }
        }

        private void problem(String problem, String remedy) {
            problems.add(new Finding(Severity.REFUSAL, null, null, null, problem, remedy));
        }
    }
}
