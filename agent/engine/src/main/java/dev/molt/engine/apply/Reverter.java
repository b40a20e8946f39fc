package dev.molt.engine.apply;

import dev.molt.engine.Workers;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.diff.ClassDiff;
import dev.molt.engine.resources.Overlays;
import dev.molt.engine.translate.KeptCarriers;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.OnLoadVersions;
import dev.molt.engine.vm.Loaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.objectweb.asm.Opcodes;

/** Takes back what updates left in the VM. Classes that the application has dropped in the meantime are left out. */
final class Reverter {
    private final Redefiner redefiner;
    private final LoadedBytes loadedBytes;
    private final OnLoadVersions onLoadVersions;
    private final List<String> remains = new ArrayList<>();
    private final Map<Class<?>, NewShape> newShapes = new LinkedHashMap<>();

    Reverter(Redefiner redefiner, LoadedBytes loadedBytes, OnLoadVersions onLoadVersions) {
        this.redefiner = redefiner;
        this.loadedBytes = loadedBytes;
        this.onLoadVersions = onLoadVersions;
    }

    Reversal revert(List<Applied> newestFirst) {
        // A class that several of the updates changed goes straight to where the oldest one found it.
        Map<Class<?>, byte[]> targets = new LinkedHashMap<>();
        for (Applied applied : newestFirst) {
            for (RedefinedClass r : applied.redefined()) {
                Class<?> type = r.type().get();
                if (type != null) targets.put(type, r.undoWith());
            }
            for (OnLoadVersions.Version version : applied.onLoad()) {
                onLoadVersions.unregister(version).ifPresent(loaded -> loadedMeanwhile(loaded, targets));
            }
        }
        List<Transition> transitions = newestFirst.stream().map(Applied::transition).filter(Objects::nonNull).toList();
        transitions.forEach(t -> remains.addAll(t.restoreValues()));
        List<Redefinition> batch = batch(targets);
        List<Redefinition> first = transitions.isEmpty() ? batch : batch.stream().map(Reverter::withCarriers).toList();
        if (!batch.isEmpty()) redefine(first);
        transitions.forEach(t -> remains.addAll(t.unpublish()));
        // By now nobody hands over any more, as what hands over was linked anew.
        List<Redefinition> rest = IntStream.range(0, batch.size()).filter(i -> first.get(i) != batch.get(i))
                .mapToObj(i -> Redefinition.back(batch.get(i).type(), first.get(i).target(), batch.get(i).target())).toList();
        if (!rest.isEmpty()) {
            transitions.get(0).awaitHandOvers();
            redefine(rest);
        }
        newestFirst.stream().map(Applied::overlay).filter(Objects::nonNull).forEach(this::close);
        return new Reversal(batch.stream().map(r -> r.type().getName()).toList(), List.copyOf(newShapes.values()), remains);
    }

    private void close(Overlays.Overlay overlay) {
        try {
            overlay.close();
        } catch (RuntimeException e) {
            remains.add("resources: " + e.getMessage());
        }
    }

    private static Redefinition withCarriers(Redefinition r) {
        return KeptCarriers.in(r.current(), r.target()).map(kept -> Redefinition.back(r.type(), r.current(), kept)).orElse(r);
    }

    private void loadedMeanwhile(OnLoadVersions.Loaded loaded, Map<Class<?>, byte[]> targets) {
        Class<?> type = loaded.type();
        newShapes.remove(type);
        try {
            ClassDiff back = ClassDiff.between(ClassFile.parse(loaded.loadedAs()), ClassFile.parse(loaded.goesBackTo()));
            if (back.isStructural()) newShapes.put(type, new NewShape(type, loaded.goesBackTo(), back.structural().get(0).text()));
            else targets.put(type, loaded.goesBackTo());
        } catch (MalformedClassFileException e) {
            remains.add(type.getName() + ": " + e);
        }
    }

    private List<Redefinition> batch(Map<Class<?>, byte[]> targets) {
        try (LoadedBytes.Reading reading = loadedBytes.begin()) {
            return Workers.map(List.copyOf(targets.entrySet()), target -> Redefinition.back(target.getKey(),
                    loadedBytes.read(target.getKey()).orElse(target.getValue()), target.getValue())).stream()
                    .filter(r -> !losesNativeCode(r)).toList();
        }
    }

    /**
     * The VM links the native methods of its own classes once, by itself. One that was given a body, which asks for overrides, and that
     * is native again has lost its code for ever; so it keeps the body, which no longer finds any override.
     */
    private static boolean losesNativeCode(Redefinition r) {
        if (!Loaders.isJdk(r.type().getClassLoader())) return false;
        try {
            ClassFile current = ClassFile.parse(r.current());
            return ClassFile.parse(r.target()).methods().stream().filter(m -> (m.access() & Opcodes.ACC_NATIVE) != 0)
                    .anyMatch(m -> (current.method(m.name(), m.descriptor()).access() & Opcodes.ACC_NATIVE) == 0);
        } catch (MalformedClassFileException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void redefine(List<Redefinition> batch) {
        try {
            Map<Class<?>, Arrival> arrived = redefiner.redefine(batch);
            for (String name : redefiner.check(batch, arrived)) remains.add(name + " does not hold its old code");
        } catch (Exception | LinkageError e) {
            remains.add("the VM did not take the old code back: " + e);
        }
    }
}
