package dev.molt.engine.changeset;

import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.classfile.SameBytes;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.Loaders;
import dev.molt.protocol.Offer.OfferedClass;
import dev.molt.protocol.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One class of the offer beside the loaded classes of its name; sets those apart that surely are what was offered. */
final class FirstLook {
    private final List<Difference> different = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int unchanged;

    private FirstLook() {}

    static FirstLook at(OfferedClass offered, byte[] next, List<Class<?>> types, LoadedBytes loadedBytes) {
        FirstLook look = new FirstLook();
        Optional<ClassImage> image = Optional.empty();
        for (Class<?> type : types) {
            Optional<byte[]> loaded = loadedBytes.read(type);
            if (loaded.isEmpty()) {
                look.findings.add(Finding.refusal(type.getName(), Loaders.id(type.getClassLoader()), null,
                        "the VM does not hand out the loaded class", "it can't be updated in place; restart"));
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

    List<Finding> findings() {
        return findings;
    }

    int unchanged() {
        return unchanged;
    }
}
