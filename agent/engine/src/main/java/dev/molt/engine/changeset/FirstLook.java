package dev.molt.engine.changeset;

import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.classfile.SameBytes;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.OfferedVersions;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.vm.ClassPathBytes;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.Loaders;
import dev.molt.protocol.Offer.OfferedClass;
import dev.molt.protocol.report.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One class of the offer beside the loaded classes of its name; sets those apart that surely are what was offered. */
final class FirstLook {
    private final List<Difference> different = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Changed> evolved = new ArrayList<>();
    private final List<LeftClass> left = new ArrayList<>();
    private int unchanged;

    private FirstLook() {}

    static FirstLook at(OfferedClass offered, byte[] next, List<Class<?>> types, LoadedBytes loadedBytes, Running running) {
        FirstLook look = new FirstLook();
        Optional<ClassImage> image = Optional.empty();
        for (Class<?> type : types) {
            if (running.evolution(type).isPresent() || running.offered(type.getClassLoader(), offered.name()).isPresent()) {
                look.evolved(offered, next, type, running);
                continue;
            }
            Optional<byte[]> loaded = loadedBytes.read(type);
            if (loaded.isEmpty() && isFoundBy(type, next)) {
                look.unchanged++;
            } else if (loaded.isEmpty()) {
                look.findings.add(FailedClasses.left(type));
                ClassImage.named(offered.name(), next, look.findings::add).ifPresent(i -> look.left.add(new LeftClass(type, i)));
            } else if (same(loaded.get(), next)) {
                look.unchanged++;
            } else {
                if (image.isEmpty()) image = ClassImage.named(offered.name(), next, look.findings::add);
                if (image.isEmpty()) return look;
                look.different.add(new Difference(offered, type, loaded.get(), image.get()));
            }
        }
        return look;
    }

    /**
     * Whether a class that the VM does not hand out is what was offered, as far as its loader's file tells. Such a class can't be linked, mostly since a
     * library that it could do with is not there, so none of its code runs.
     */
    private static boolean isFoundBy(Class<?> type, byte[] next) {
        return ClassPathBytes.find(type.getClassLoader(), type.getName()).filter(found -> Arrays.equals(found, next)).isPresent();
    }

    /** What the VM holds is not what was offered before, so the comparison is with that. */
    private void evolved(OfferedClass offered, byte[] next, Class<?> type, Running running) {
        ClassImage.named(offered.name(), next, findings::add).ifPresent(image -> {
            ClassImage before = running.evolution(type).map(e -> new ClassImage(e.logical(), e.logicalFile()))
                    .or(() -> running.read(type).flatMap(bytes -> ClassImage.named(offered.name(), bytes, findings::add))).orElse(null);
            if (before == null) return;
            String known = running.offered(type.getClassLoader(), offered.name()).map(OfferedVersions.Version::hash)
                    .orElse(before.file().hash());
            byte[] undo = running.evolution(type).map(Evolution::physical).orElse(before.bytes());
            if (known.equals(image.file().hash())) unchanged++;
            else evolved.add(new Changed(type, Loaders.id(type.getClassLoader()), image, before, image, image.bytes(), undo));
        });
    }

    private static boolean same(byte[] loaded, byte[] next) {
        try {
            return SameBytes.surely(loaded, next);
        } catch (MalformedClassFileException e) {
            return false;
        }
    }

    List<Difference> different() {
        return different;
    }

    /** Classes that an earlier update has given another shape, or another name, and that differ from what is offered now. */
    List<Changed> evolved() {
        return evolved;
    }

    /** Classes that can't run any code. */
    List<LeftClass> left() {
        return left;
    }

    List<Finding> findings() {
        return findings;
    }

    int unchanged() {
        return unchanged;
    }
}
