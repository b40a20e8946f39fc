package dev.molt.engine.debugger;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.history.History;
import dev.molt.engine.inside.InsideUpdates;
import dev.molt.engine.update.Reverts;
import dev.molt.engine.vm.ClassPathBytes;
import dev.molt.engine.vm.InternalAccess;
import dev.molt.engine.vm.LinkedClasses;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.RedefinitionCount;
import dev.molt.engine.vm.SchemaBreaker;
import dev.molt.engine.vm.StaticValues;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Severity;
import dev.molt.protocol.report.Verdict;
import dev.molt.protocol.source.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes updates of what a debugger redefines. The VM hands over one class after the other, and does not tell which belong together: the first
 * one brings all that has changed in the class folders, and those that follow find that they are live.
 *
 * <p>All of it happens in the debugger's thread, which is one at a time, and whose rules are {@link dev.molt.engine.DebuggerThread}'s.
 */
public final class Reloads {
    private static final UpdateOptions OPTIONS = UpdateOptions.defaults();

    /** What a reload needs of the engine. */
    public record Parts(Instrumentation instrumentation, InsideUpdates updates, Reverts reverts, History history, LoadedBytes loadedBytes,
                 Running running, StaticValues statics, InternalAccess access) {}

    /** A class of which the VM has not yet taken what it was answered: the debugger's command is still being carried out, or has failed. */
    private record Pending(String update, Class<?> type, int count) {}

    private final Parts parts;
    private final RedefinitionCount counts;
    private final Map<Path, FileStamp> settled = new HashMap<>();
    private final GivenClassFiles given = new GivenClassFiles();
    private final List<Pending> pending = new ArrayList<>();
    private Map<String, String> live = Map.of();
    private ClassLoader liveIn;
    private Object stamp;

    Reloads(Parts parts) {
        this.parts = parts;
        this.counts = new RedefinitionCount(parts.access());
    }

    /**
     * Makes an update of a class file, unless it is live already.
     *
     * @return what the VM is to be given for the class: as it is now, or what it must refuse
     */
    byte[] receive(Class<?> type, byte[] offered) {
        forgetWhatOthersChanged();
        endPending(type);
        if (isLive(type, offered)) return asItIs(type, offered);
        Verdict verdict = update(type, offered);
        if (verdict.outcome() == Outcome.APPLIED) pending.add(new Pending(verdict.updateId(), type, counts.of(type)));
        boolean done = verdict.outcome() == Outcome.APPLIED || verdict.outcome() == Outcome.NOTHING_TO_DO;
        if (!done || verdict.findings().stream().anyMatch(f -> f.severity() == Severity.WARNING)) Console.tell(verdict);
        if (done) return asItIs(type, offered);
        takeBackTheRest();
        return refuse(type);
    }

    /** What the VM has to refuse. */
    byte[] refuse(Class<?> type) {
        return parts.loadedBytes().read(type).map(Refused::of).orElseGet(() -> SchemaBreaker.classFile(type.getName().replace('.', '/')));
    }

    private void forgetWhatOthersChanged() {
        if (stamp == parts.history().stamp()) return;
        live = Map.of();
        given.forget();
    }

    /** A class that comes again belongs to another command. */
    private void endPending(Class<?> type) {
        pending.removeIf(p -> counts.of(p.type) != p.count);
        if (pending.stream().anyMatch(p -> p.type == type)) pending.clear();
    }

    private boolean isLive(Class<?> type, byte[] offered) {
        return type.getClassLoader() == liveIn && Sha256.of(offered).equals(live.get(type.getName()));
    }

    private Verdict update(Class<?> type, byte[] offered) {
        String inside = Suspensions.insideOfUs().orElse(null);
        if (inside != null) return Verdict.refused(inside, "resume it, and reload again");
        LoadedClasses loaded = LoadedClasses.now(parts.instrumentation());
        BuildFolders folders = new BuildFolders(loaded);
        parts.loadedBytes().linked(new LinkedClasses(parts.instrumentation(), parts.statics()));
        try {
            Reload reload = Reload.of(type, offered, folders, settled);
            Debugger debugger = new Debugger(type, loaded, this::isPending);
            parts.instrumentation().addTransformer(given, false);
            Verdict verdict = ClassPathBytes.without(folders, () -> parts.updates().update(reload.supply(), false, OPTIONS, debugger));
            if (verdict.outcome() == Outcome.APPLIED || verdict.outcome() == Outcome.NOTHING_TO_DO) settle(type, reload);
            return verdict;
        } catch (IOException | UncheckedIOException e) {
            return Verdict.refused("the class folders can't be read: " + e.getMessage(), "let nothing write to them, and reload again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Verdict.refused("the debugger's thread was interrupted", "reload again");
        } finally {
            parts.instrumentation().removeTransformer(given);
        }
    }

    private boolean isPending(Class<?> type) {
        return pending.stream().anyMatch(p -> p.type == type);
    }

    private void settle(Class<?> type, Reload reload) {
        settled.putAll(reload.stamps());
        Map<String, String> now = new HashMap<>(live);
        if (liveIn != type.getClassLoader()) now.clear();
        now.putAll(reload.classes());
        live = now;
        liveIn = type.getClassLoader();
        stamp = parts.history().stamp();
    }

    /** Updates that the debugger's command has made before it failed. */
    private void takeBackTheRest() {
        if (pending.isEmpty()) return;
        String oldest = pending.get(0).update;
        pending.clear();
        try {
            Console.tell(parts.reverts().revert(oldest, "the debugger's command failed", System.getProperty("user.name"), false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Console.tell("update " + oldest + " of the debugger's failed command is still live");
        }
    }

    /** What the VM has to be given so that a class stays as it is. */
    private byte[] asItIs(Class<?> type, byte[] offered) {
        byte[] last = given.of(type);
        if (last != null) return last;
        Evolution evolution = parts.running().evolution(type).orElse(null);
        if (evolution != null) return evolution.physical();
        return parts.loadedBytes().read(type).filter(loaded -> !same(loaded, offered)).orElse(offered);
    }

    private static boolean same(byte[] loaded, byte[] offered) {
        try {
            return ClassFile.parse(loaded).effectiveHash().equals(ClassFile.parse(offered).effectiveHash());
        } catch (MalformedClassFileException e) {
            return false;
        }
    }
}
