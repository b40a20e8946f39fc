package dev.molt.engine.history;

import dev.molt.engine.apply.Applied;
import dev.molt.protocol.report.HistoryReport;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Every update of this JVM, in memory; what lasts longer is in the audit file. Nobody waits here: a reader may be suspended by a debugger. */
public final class History {
    private final AtomicReference<List<Entry>> entries = new AtomicReference<>(List.of());
    private final AtomicInteger ids = new AtomicInteger();

    /** Changes with everything that happens. */
    public Object stamp() {
        return entries.get();
    }

    /** The next id. */
    public String nextId() {
        return "u" + ids.incrementAndGet();
    }

    /** Adds the newest. */
    public void add(Entry entry) {
        change(all -> all.add(entry));
    }

    /** The update of an id; null asks for the newest one. */
    public Optional<Entry> find(String id) {
        List<Entry> all = entries.get();
        if (id == null) return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
        return all.stream().filter(e -> e.id().equals(id)).findFirst();
    }

    /** Updates whose code runs, oldest first. */
    public List<Entry> live() {
        return entries.get().stream().filter(Entry::live).toList();
    }

    /** The update and every live one after it, newest first. */
    public List<Entry> liveFrom(Entry oldest) {
        List<Entry> live = live();
        List<Entry> from = new ArrayList<>(live.subList(live.indexOf(oldest), live.size()));
        Collections.reverse(from);
        return from;
    }

    /** What is in the VM of an update, and of all after it, newest first. */
    public List<Applied> appliedSince(Entry oldest) {
        List<Entry> all = entries.get();
        List<Applied> applied = new ArrayList<>();
        for (int i = all.size() - 1; i >= all.indexOf(oldest); i--) applied.addAll(all.get(i).inVm());
        return applied;
    }

    /** Names of the classes that live updates have removed from the program. */
    public Set<String> removedClasses() {
        return live().stream().flatMap(e -> e.applied().removed().stream()).collect(Collectors.toSet());
    }

    /** Names of loaded classes that are no part of the program: removed by a live update, or left by one that was taken back. */
    public Set<String> abandonedClasses() {
        Set<String> abandoned = new HashSet<>();
        for (Entry e : entries.get()) {
            abandoned.addAll(e.remains());
            if (!e.live()) continue;
            e.applied().redefined().forEach(r -> abandoned.remove(r.name()));
            abandoned.addAll(e.applied().removed());
        }
        return abandoned;
    }

    /** These were taken back, newest first, and with them what taking back others after them had left. */
    public void reverted(List<Entry> newestFirst, String by) {
        change(all -> {
            for (int i = all.indexOf(newestFirst.get(newestFirst.size() - 1)); i < all.size(); i++) all.set(i, all.get(i).reverted(by));
        });
    }

    /**
     * How taking them back ended.
     *
     * @param left what that left in the VM, newest first
     */
    public void ended(List<Entry> newestFirst, Outcome outcome, List<Applied> left) {
        Set<String> ids = newestFirst.stream().map(Entry::id).collect(Collectors.toSet());
        String oldest = newestFirst.get(newestFirst.size() - 1).id();
        change(all -> all.replaceAll(e -> !ids.contains(e.id()) ? e : e.ended(outcome, e.id().equals(oldest) ? left : List.of())));
    }

    /** An update was confirmed. */
    public void confirmed(Entry entry, Verdict verdict) {
        replace(entry, e -> e.confirmed(verdict));
    }

    /** For people. */
    public HistoryReport report() {
        return new HistoryReport(entries.get().stream().map(Entry::summary).toList());
    }

    private void replace(Entry entry, UnaryOperator<Entry> with) {
        change(all -> all.set(all.indexOf(entry), with.apply(entry)));
    }

    private interface Edit {
        void on(List<Entry> all);
    }

    private void change(Edit edit) {
        entries.updateAndGet(before -> {
            List<Entry> all = new ArrayList<>(before);
            edit.on(all);
            return List.copyOf(all);
        });
    }
}
