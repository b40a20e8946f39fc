package dev.molt.engine.changeset;

import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.classfile.SameBytes;
import dev.molt.engine.vm.ClassPathBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Class files that may be what was loaded, before any agent worked on them.
 *
 * @param exact the one that surely is, or null when none is byte for byte
 * @param candidates where there is no such, all that could be found
 */
record Originals(Original exact, List<ClassImage> candidates) {

    /** Looks at the running version's file, where the offer has one, and at what the loader would find now. */
    static Originals of(Difference difference, byte[] old) {
        List<ClassImage> candidates = new ArrayList<>();
        for (Source source : List.<Source>of(() -> Optional.ofNullable(old),
                () -> ClassPathBytes.find(difference.type().getClassLoader(), difference.name()))) {
            Optional<byte[]> bytes = source.get();
            if (bytes.isEmpty()) continue;
            try {
                ClassImage image = ClassImage.of(bytes.get());
                SameBytes.Likeness likeness = SameBytes.compare(difference.loaded(), bytes.get());
                if (likeness != SameBytes.Likeness.UNSURE) {
                    return new Originals(new Original(image, likeness == SameBytes.Likeness.REORDERED), List.of());
                }
                candidates.add(image);
            } catch (MalformedClassFileException e) {
                // What the class path holds now need not be what is loaded; garbage there only means that it is not.
            }
        }
        return new Originals(null, candidates);
    }

    private interface Source {
        Optional<byte[]> get();
    }
}
