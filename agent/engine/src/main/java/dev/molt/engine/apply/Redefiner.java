package dev.molt.engine.apply;

import dev.molt.engine.Workers;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.classfile.OnOldPool;
import dev.molt.engine.classfile.SameBytes;
import dev.molt.engine.classfile.SlotField;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.Loaders;
import dev.molt.engine.vm.OldVersionGuard;
import dev.molt.engine.vm.StaleCacheGuard;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.IntStream;

/** Redefines classes in one atomic call, and reads back what came of it. */
final class Redefiner {
    private final Instrumentation instrumentation;
    private final LoadedBytes loadedBytes;
    private final StaleCacheGuard guard;
    private final OldVersionGuard versions;

    Redefiner(Instrumentation instrumentation, LoadedBytes loadedBytes, StaleCacheGuard guard) {
        this.instrumentation = instrumentation;
        this.loadedBytes = loadedBytes;
        this.guard = guard;
        this.versions = new OldVersionGuard(instrumentation);
    }

    /**
     * Redefines; all or none.
     *
     * @return for each class, what arrived at our place in the transformer chain
     * @throws LinkageError or UnsupportedOperationException when the VM refuses; nothing was changed then
     */
    Map<Class<?>, Arrival> redefine(List<Redefinition> batch) throws UnmodifiableClassException, ClassNotFoundException {
        ClassDefinition[] definitions = Workers.map(batch, Redefiner::definition).toArray(ClassDefinition[]::new);
        Map<Class<?>, byte[]> before = new IdentityHashMap<>();
        for (Redefinition r : batch) {
            if (Loaders.isJdk(r.type().getClassLoader())) loadedBytes.read(r.type()).ifPresent(bytes -> before.put(r.type(), bytes));
        }
        Arrivals arrivals = new Arrivals();
        instrumentation.addTransformer(arrivals, true);
        try (StaleCacheGuard.Quiet quiet = guard.quiet()) {
            instrumentation.redefineClasses(definitions);
        } finally {
            instrumentation.removeTransformer(arrivals);
        }
        forgetBundles(batch);
        for (Redefinition r : batch) versions.redefined(r.type(), r.current(), arrivals.seen.getOrDefault(r.type(), r.target()));
        Map<Class<?>, Arrival> arrived = new IdentityHashMap<>();
        for (ClassDefinition d : definitions) {
            byte[] bytes = arrivals.seen.get(d.getDefinitionClass());
            if (bytes != null) arrived.put(d.getDefinitionClass(), new Arrival(bytes, Arrays.equals(bytes, d.getDefinitionClassFile()),
                    before.get(d.getDefinitionClass())));
        }
        return arrived;
    }

    /** Bundles come from classes, or from files that lie beside them and may have changed with them. */
    private static void forgetBundles(List<Redefinition> batch) {
        batch.stream().map(r -> r.type().getClassLoader()).filter(Objects::nonNull).distinct().forEach(ResourceBundle::clearCache);
    }

    private static ClassDefinition definition(Redefinition r) {
        try {
            return new ClassDefinition(r.type(), r.addSource() ? OnOldPool.rebuildWithSource(r.current(), r.target(), r.kept())
                    : OnOldPool.rebuild(r.current(), r.target()));
        } catch (MalformedClassFileException e) {
            // Only what rebuilding looks at, else it had been found before. The VM will tell what it thinks of it.
            return new ClassDefinition(r.type(), r.target());
        }
    }

    /**
     * Reads the classes back, except for those that came through as they were given, and of which the VM could have nothing else to hand
     * out: what can go wrong is that it keeps a class file from before.
     *
     * @return names of the classes that do not hold what arrived when they were redefined
     */
    List<String> check(List<Redefinition> batch, Map<Class<?>, Arrival> arrived) {
        try (LoadedBytes.Reading reading = loadedBytes.begin()) {
            List<Boolean> hold = Workers.map(batch, r -> arrived.containsKey(r.type()) && holds(r, arrived.get(r.type())));
            return IntStream.range(0, batch.size()).filter(i -> !hold.get(i)).mapToObj(i -> batch.get(i).type().getName()).toList();
        }
    }

    private boolean holds(Redefinition r, Arrival arrival) {
        byte[] meant = arrival.bytes();
        if (guard.renew(r.type(), meant, Redefiner::same)) return true;
        if (r.uncached() && arrival.asGiven()) return true;
        byte[] now = loadedBytes.read(r.type()).orElse(null);
        if (now == null) return false;
        if (same(now, meant)) return true;
        // The redefinition was accepted, and yet the VM hands out what was there before: its cache was not renewed.
        if (!same(now, r.current()) && (arrival.before() == null || !same(now, arrival.before()))) return false;
        guard.keep(r.type(), now, meant);
        return true;
    }

    private static boolean same(byte[] a, byte[] b) {
        try {
            return SameBytes.surely(a, b) || ClassFile.parse(a).effectiveHash().equals(ClassFile.parse(b).effectiveHash());
        } catch (MalformedClassFileException e) {
            return false;
        }
    }

    /** Notes what passes our place while classes are redefined. */
    private static final class Arrivals implements ClassFileTransformer {
        private final Map<Class<?>, byte[]> seen = new IdentityHashMap<>();
        private final Thread owner = Thread.currentThread();

        @Override
        public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            if (redefined != null && Thread.currentThread() == owner) seen.put(redefined, SlotField.removed(bytes));
            return null;
        }
    }
}
