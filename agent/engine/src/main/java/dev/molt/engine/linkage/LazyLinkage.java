package dev.molt.engine.linkage;

import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.LinkedWorld;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.vm.InternalAccess;
import java.lang.instrument.Instrumentation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The linkage runtime, started when a class first changes its shape: until then it costs nothing. */
public final class LazyLinkage implements LinkedWorld {
    private final Instrumentation instrumentation;
    private final InternalAccess access;
    private volatile LinkageRuntime runtime;

    public LazyLinkage(Instrumentation instrumentation, InternalAccess access) {
        this.instrumentation = instrumentation;
        this.access = access;
    }

    /** The runtime, started by the first call. */
    public synchronized LinkageRuntime started() {
        if (runtime != null) return runtime;
        // Before the runtime's own classes are linked, which refer to them.
        BootClasses.define(access);
        runtime = LinkageRuntime.start(instrumentation, access);
        return runtime;
    }

    @Override
    public Optional<Evolution> of(ClassLoader loader, String internalName) {
        LinkageRuntime started = runtime;
        return started == null ? Optional.empty() : Optional.ofNullable(started.world().of(loader, internalName));
    }

    @Override
    public void prepare(Collection<Evolution> evolutions) {
        BootClasses.define(access);
        for (Evolution e : evolutions) {
            if (e.loader() == null) continue;
            access.loaded(e.loader(), e.internalName().replace('/', '.')).ifPresent(c -> BootClasses.connect(instrumentation, c.getModule()));
        }
    }

    @Override
    public Publication publish(Collection<Evolution> evolutions) {
        return started().publish(evolutions)::undo;
    }

    @Override
    public void relink(Collection<Evolution> changed) {
        started().relink(changed);
    }

    @Override
    public int overridable(Class<?> type, Member method) {
        return started().overridable(type, method);
    }

    @Override
    public void initialise(Class<?> type) throws Throwable {
        started().initialise(type);
    }

    @Override
    public Set<String> disputed() {
        LinkageRuntime started = runtime;
        return started == null ? Set.of() : started.world().disputed();
    }

    @Override
    public Collection<Evolution> evolutions() {
        LinkageRuntime started = runtime;
        return started == null ? List.of() : started.world().all().stream().map(Evolved::evolution).toList();
    }

    @Override
    public boolean any() {
        LinkageRuntime started = runtime;
        return started != null && !started.world().isEmpty();
    }

    @Override
    public Set<Member> displaced() {
        LinkageRuntime started = runtime;
        return started == null ? Set.of() : started.world().displaced();
    }

    @Override
    public Map<Member, Set<String>> unlocked() {
        LinkageRuntime started = runtime;
        return started == null ? Map.of() : started.world().unlocked();
    }

    @Override
    public boolean isCurrent(String companion, String method) {
        LinkageRuntime started = runtime;
        return started != null && started.world().isCurrent(companion, method);
    }

    @Override
    public <T> T asTheVmSees(Supplier<T> what) {
        LinkageRuntime started = runtime;
        return started == null ? what.get() : started.asTheVmSees(what);
    }

    @Override
    public boolean awaitHandOvers() {
        return runtime == null || runtime.awaitHandOvers();
    }
}
