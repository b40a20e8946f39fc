package dev.molt.engine.update;

import dev.molt.engine.apply.Applier;
import dev.molt.engine.apply.LinkedProgram;
import dev.molt.engine.apply.StaticFields;
import dev.molt.engine.linkage.BootClasses;
import dev.molt.engine.linkage.LazyLinkage;
import dev.molt.engine.audit.AuditLog;
import dev.molt.engine.changeset.FailedClasses;
import dev.molt.engine.debugger.DebuggerHook;
import dev.molt.engine.debugger.Reloads;
import dev.molt.engine.dependents.DependentsFinder;
import dev.molt.engine.evolve.OfferedVersions;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.jdk.JdkTypes;
import dev.molt.engine.history.History;
import dev.molt.engine.inside.InsideUpdates;
import dev.molt.engine.jmx.PlatformBeans;
import dev.molt.engine.oldcode.OldCode;
import dev.molt.engine.program.Operations;
import dev.molt.engine.resources.Overlays;
import dev.molt.engine.server.Services;
import dev.molt.engine.shape.Evolver;
import dev.molt.engine.shape.LateClasses;
import dev.molt.engine.statics.EnumMend;
import dev.molt.engine.view.JdkCheck;
import dev.molt.engine.view.JdkView;
import dev.molt.engine.view.ResourceHooks;
import dev.molt.engine.verify.CodeCheck;
import dev.molt.engine.vm.InternalAccess;
import dev.molt.engine.vm.StaticValues;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.NewClasses;
import dev.molt.engine.vm.OnLoadVersions;
import dev.molt.engine.vm.StaleCacheGuard;
import dev.molt.engine.vm.TrialRedefinition;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;

/** Puts the engine's parts together. */
public final class Engine {
    private Engine() {}

    /** Everything that a session needs. Nothing is registered with the VM yet, unless a debugger may come: an idle agent costs nothing. */
    public static Services create(Instrumentation instrumentation, InternalAccess access, String version, Path auditFile) {
        LoadedBytes loadedBytes = new LoadedBytes(instrumentation);
        LazyLinkage linkage = new LazyLinkage(instrumentation, access);
        OfferedVersions offered = new OfferedVersions();
        Running running = new Running(loadedBytes, linkage, offered);
        StaticValues statics = new StaticValues(access);
        LateClasses late = new LateClasses(instrumentation, access, linkage, offered);
        OnLoadVersions onLoadVersions = new OnLoadVersions(instrumentation, access);
        Applier applier = new Applier(instrumentation, loadedBytes, onLoadVersions, new NewClasses(instrumentation, access),
                new StaleCacheGuard(instrumentation), new Overlays(() -> resourceHooks(instrumentation, access)),
                new LinkedProgram(instrumentation, access, linkage, offered, new StaticFields(statics), running,
                new EnumMend(access.trustedLookup()), late, () -> JdkView.open(instrumentation, access, linkage.started().world()),
                () -> new JdkTypes(instrumentation, access, loadedBytes, linkage.started().types())));
        DependentsFinder dependents = new DependentsFinder(instrumentation, running);
        Evolver evolver = new Evolver(instrumentation, loadedBytes, running, linkage, statics, dependents::users);
        History history = new History();
        OldCode oldCode = new OldCode(linkage);
        CodeChanges changes = new CodeChanges(oldCode, dependents);
        AuditTrail audit = new AuditTrail(new AuditLog(auditFile));
        Gate gate = new Gate();
        Observers observers = new Observers();
        TrialRedefinition trial = new TrialRedefinition(instrumentation, access);
        CodeCheck code = new CodeCheck(trial);
        Pipeline pipeline = new Pipeline(instrumentation, loadedBytes, onLoadVersions, history, dependents, running, evolver, code,
                new FailedClasses(statics, trial), new JdkCheck(instrumentation, access.trustedLookup()));
        OldShapes oldShapes = new OldShapes(pipeline, applier);
        Reverts reverts = new Reverts(applier, oldShapes, history, changes, audit, gate, observers);
        Updates updates = new Updates(pipeline, applier, oldShapes, code, history, oldCode, changes, audit, gate, reverts.confirmations(), observers);
        StatusReporter status = new StatusReporter(version, history, oldCode, loadedBytes, gate, reverts, audit, dependents, late);
        InsideUpdates inside = new InsideUpdates(updates);
        DebuggerHook.listen(new Reloads.Parts(instrumentation, inside, reverts, history, loadedBytes, running, statics, access), file -> {
            History apart = new History();
            Observers unheard = new Observers();
            AuditTrail auditApart = new AuditTrail(new AuditLog(file));
            Reverts revertsApart = new Reverts(applier, oldShapes, apart, changes, auditApart, gate, unheard);
            Updates updatesApart = new Updates(pipeline, applier, oldShapes, code, apart, oldCode, changes, auditApart, gate, revertsApart.confirmations(), unheard);
            return new Reloads.Parts(instrumentation, new InsideUpdates(updatesApart), revertsApart, apart, loadedBytes, running, statics, access);
        });
        Operations operations = new Operations(version, inside, reverts, history, status, observers);
        return new Services(version, updates, inside, reverts, history, status, new ClassPathReporter(instrumentation), operations,
                new PlatformBeans(operations, access));
    }

    private static ResourceHooks resourceHooks(Instrumentation instrumentation, InternalAccess access) {
        BootClasses.define(access);
        BootClasses.connect(instrumentation, Object.class.getModule());
        return ResourceHooks.open(instrumentation, access);
    }

    /** Loads the code of an update while nobody waits for it yet. It shares nothing with the engine. */
    public static void rehearse(Instrumentation instrumentation, InternalAccess access) {
        LoadedBytes loadedBytes = new LoadedBytes(instrumentation);
        LazyLinkage linkage = new LazyLinkage(instrumentation, access);
        Running running = new Running(loadedBytes, linkage, new OfferedVersions());
        DependentsFinder dependents = new DependentsFinder(instrumentation, running);
        StaticValues statics = new StaticValues(access);
        Evolver evolver = new Evolver(instrumentation, loadedBytes, running, linkage, statics, dependents::users);
        TrialRedefinition trial = new TrialRedefinition(instrumentation, access);
        new Rehearsal(new Pipeline(instrumentation, loadedBytes, new OnLoadVersions(instrumentation, access), new History(), dependents, running,
                evolver, new CodeCheck(trial), new FailedClasses(statics, trial), new JdkCheck(instrumentation, access.trustedLookup()))).begin();
    }
}
