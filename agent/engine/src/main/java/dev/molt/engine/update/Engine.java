package dev.molt.engine.update;

import dev.molt.engine.apply.Applier;
import dev.molt.engine.audit.AuditLog;
import dev.molt.engine.dependents.DependentsFinder;
import dev.molt.engine.history.History;
import dev.molt.engine.oldcode.OldCode;
import dev.molt.engine.server.Services;
import dev.molt.engine.vm.InternalAccess;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.NewClasses;
import dev.molt.engine.vm.OnLoadVersions;
import dev.molt.engine.vm.StaleCacheGuard;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;

/** Puts the engine's parts together. */
public final class Engine {
    private Engine() {}

    /** Everything that a session needs. Nothing is registered with the VM yet: an idle agent costs nothing. */
    public static Services create(Instrumentation instrumentation, InternalAccess access, String version, Path auditFile) {
        LoadedBytes loadedBytes = new LoadedBytes(instrumentation);
        OnLoadVersions onLoadVersions = new OnLoadVersions(instrumentation);
        Applier applier = new Applier(instrumentation, loadedBytes, onLoadVersions, new NewClasses(instrumentation, access),
                new StaleCacheGuard(instrumentation));
        DependentsFinder dependents = new DependentsFinder(instrumentation, loadedBytes);
        History history = new History();
        OldCode oldCode = new OldCode();
        CodeChanges changes = new CodeChanges(oldCode, dependents);
        AuditTrail audit = new AuditTrail(new AuditLog(auditFile));
        Gate gate = new Gate();
        Reverts reverts = new Reverts(applier, history, changes, audit, gate);
        Pipeline pipeline = new Pipeline(instrumentation, loadedBytes, onLoadVersions, history, dependents);
        Updates updates = new Updates(pipeline, applier, history, oldCode, changes, audit, gate, reverts.confirmations());
        StatusReporter status = new StatusReporter(version, history, oldCode, loadedBytes, gate, reverts, audit, dependents);
        return new Services(version, updates, reverts, history, status);
    }

    /** Loads the code of an update while nobody waits for it yet. It shares nothing with the engine. */
    public static void rehearse(Instrumentation instrumentation) {
        LoadedBytes loadedBytes = new LoadedBytes(instrumentation);
        new Rehearsal(new Pipeline(instrumentation, loadedBytes, new OnLoadVersions(instrumentation), new History(),
                new DependentsFinder(instrumentation, loadedBytes))).begin();
    }
}
