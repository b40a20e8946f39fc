package dev.molt.engine.history;

import dev.molt.protocol.report.HistoryReport;
import dev.molt.protocol.report.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every update of this JVM, in memory; what lasts longer is in the audit file. */
public final class History {
    private final List<Entry> entries = new ArrayList<>();
    private int ids;

    /** The next id. */
    public synchronized String nextId() {
        return "u" + ++ids;
    }

    /** Adds the newest. */
    public synchronized void add(Entry entry) {
        entries.add(entry);
    }

    /** The update of an id; null asks for the newest one. */
    public synchronized Optional<Entry> find(String id) {
        if (id == null) return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
        return entries.stream().filter(e -> e.id().equals(id)).findFirst();
    }

    /** Updates whose code runs, oldest first. */
    public synchronized List<Entry> live() {
        return entries.stream().filter(Entry::live).toList();
    }

    /** The update and every live one after it, newest first. */
    public synchronized List<Entry> liveFrom(Entry oldest) {
        List<Entry> live = new ArrayList<>(live());
        List<Entry> from = new ArrayList<>(live.subList(live.indexOf(oldest), live.size()));
        Collections.reverse(from);
        return from;
    }

    /** Names of the classes that live updates have removed from the program. */
    public synchronized Set<String> removedClasses() {
        return live().stream().flatMap(e -> e.applied().removed().stream()).collect(Collectors.toSet());
    }

    /** Names of loaded classes that are no part of the program: removed by a live update, or left by one that was taken back. */
    public synchronized Set<String> abandonedClasses() {
        Set<String> abandoned = new HashSet<>();
        for (Entry e : entries) {
            abandoned.addAll(e.remains());
            if (!e.live()) continue;
            e.applied().redefined().forEach(r -> abandoned.remove(r.name()));
            abandoned.addAll(e.applied().removed());
        }
        return abandoned;
    }

    /** An update was taken back. */
    public synchronized void reverted(Entry entry, String by, Verdict verdict) {
        entries.set(entries.indexOf(entry), entry.reverted(by, verdict));
    }

    /** An update was confirmed. */
    public synchronized void confirmed(Entry entry, Verdict verdict) {
        entries.set(entries.indexOf(entry), entry.confirmed(verdict));
    }

    /** For people. */
    public synchronized HistoryReport report() {
        return new HistoryReport(entries.stream().map(Entry::summary).toList());
    }
}
