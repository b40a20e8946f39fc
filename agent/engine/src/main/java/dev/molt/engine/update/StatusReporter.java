package dev.molt.engine.update;

import dev.molt.engine.apply.Applied;
import dev.molt.engine.apply.RedefinedClass;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.dependents.DependentsFinder;
import dev.molt.engine.history.Entry;
import dev.molt.engine.history.History;
import dev.molt.engine.oldcode.OldCode;
import dev.molt.engine.shape.LateClasses;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.StatusReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells the state of the agent, and checks that updated classes still hold what was applied. */
public final class StatusReporter {
    private final String version;
    private final History history;
    private final OldCode oldCode;
    private final LoadedBytes loadedBytes;
    private final Gate gate;
    private final Reverts reverts;
    private final AuditTrail audit;
    private final DependentsFinder dependents;
    private final LateClasses late;

    StatusReporter(String version, History history, OldCode oldCode, LoadedBytes loadedBytes, Gate gate, Reverts reverts, AuditTrail audit,
                   DependentsFinder dependents, LateClasses late) {
        this.version = version;
        this.history = history;
        this.oldCode = oldCode;
        this.loadedBytes = loadedBytes;
        this.gate = gate;
        this.reverts = reverts;
        this.audit = audit;
        this.dependents = dependents;
        this.late = late;
    }

    /** The state now. */
    public StatusReport report() {
        List<Entry> live = history.live();
        Map<Class<?>, Holding> holdings = holdings(live);
        // During an update what is loaded need not be what history says.
        List<Finding> findings = gate.holder() == null ? diverged(holdings) : new ArrayList<>();
        for (LateClasses.Failure f : late.failures()) {
            findings.add(Finding.warning(f.name(), f.loader(), f.member(), "was loaded after an update and could not be linked to it: " + f.problem(),
                    "give it with the next update; what it finds in classes of another shape is what the VM knows"));
        }
        for (Entry e : live) {
            for (String name : e.applied().removed()) {
                findings.add(Finding.note(name, "was removed by " + e.id() + " and stays loaded, since the VM can't unload it"));
            }
        }
        OldCode.Look look = oldCode.find();
        findings.addAll(look.findings());
        return new StatusReport(version, ProcessHandle.current().pid(), System.getProperty("java.vm.name") + " " + Runtime.version(),
                gate.holder(), live.stream().map(Entry::id).toList(), holdings.size(), reverts.confirmations().waiting(), look.frames(),
                findings, dependents.size(), audit.log().file().toString());
    }

    private record Holding(String update, RedefinedClass redefined) {}

    private static Map<Class<?>, Holding> holdings(List<Entry> live) {
        Map<Class<?>, Holding> holdings = new LinkedHashMap<>();
        for (Entry e : live) {
            Applied applied = e.applied();
            for (RedefinedClass r : applied.redefined()) {
                Class<?> type = r.type().get();
                if (type != null) holdings.put(type, new Holding(e.id(), r));
            }
        }
        return holdings;
    }

    private List<Finding> diverged(Map<Class<?>, Holding> holdings) {
        List<Finding> findings = new ArrayList<>();
        try (LoadedBytes.Reading reading = loadedBytes.begin()) {
            holdings.forEach((type, holding) -> {
                if (!holds(type, holding.redefined())) {
                    findings.add(Finding.warning(type.getName(), holding.redefined().loader(), null,
                            "no longer holds what " + holding.update() + " applied: a debugger or another agent has changed it since",
                            "apply it again, or revert " + holding.update()));
                }
            });
        }
        return findings;
    }

    private boolean holds(Class<?> type, RedefinedClass redefined) {
        try {
            byte[] now = loadedBytes.read(type).orElse(null);
            return now != null && ClassFile.parse(now).effectiveHash().equals(redefined.effectiveHash());
        } catch (MalformedClassFileException e) {
            return false;
        }
    }
}
