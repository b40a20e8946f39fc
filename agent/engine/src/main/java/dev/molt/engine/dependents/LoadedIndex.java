package dev.molt.engine.dependents;

import dev.molt.engine.Progress;
import dev.molt.engine.Workers;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.evolve.Companion;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.protocol.report.StatusReport.IndexSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who refers to whom among the loaded classes of the application. Built when it is first asked, and brought up to date at each further
 * question: classes loaded since are added, those that are gone leave, redefined ones are read again.
 */
final class LoadedIndex {
    private final ReferenceIndex<ClassKey> index = new ReferenceIndex<>();
    private final Set<ClassKey> known = new HashSet<>();
    private final Running running;

    LoadedIndex(Running running) {
        this.running = running;
    }

    /** Brings it up to date, as far as these classes go. */
    synchronized void refresh(Collection<Class<?>> classes, Progress progress) throws IOException {
        known.removeIf(key -> {
            if (key.type() != null) return false;
            index.remove(key);
            return true;
        });
        List<Class<?>> unknown = classes.stream().filter(type -> !known.contains(new ClassKey(type))).toList();
        try (LoadedBytes.Reading reading = running.begin()) {
            List<Optional<ClassReferences>> scans = Workers.map(unknown, this::scan, done -> progress.at("index", done, unknown.size()));
            for (int i = 0; i < unknown.size(); i++) {
                ClassKey key = new ClassKey(unknown.get(i));
                scans.get(i).ifPresent(scan -> {
                    index.put(key, scan);
                    known.add(key);
                });
            }
        }
    }

    /** Nothing where the VM does not hand the class out, or not yet. */
    private Optional<ClassReferences> scan(Class<?> type) {
        byte[] bytes = running.read(type).orElse(null);
        if (bytes == null) return Optional.empty();
        try {
            return Optional.of(ReferenceScanner.scan(bytes));
        } catch (MalformedClassFileException e) {
            throw new IllegalStateException("the VM handed out a class file that can't be read: " + type.getName() + ": "
                    + e.getMessage(), e);
        }
    }

    /** The class has other code now. */
    synchronized void forget(Class<?> type) {
        ClassKey key = new ClassKey(type);
        if (known.remove(key)) index.remove(key);
    }

    /** Loaded classes that refer to a class in any way; companions follow by their links. */
    synchronized List<Class<?>> usersOf(String internalName) {
        List<Class<?>> users = types(index.usersOf(internalName).keySet());
        users.removeIf(type -> Companion.is(type.getName()));
        return users;
    }

    /** Loaded classes that refer to a member by this owner. */
    synchronized List<Class<?>> usersOfMember(String owner, String name, String descriptor) {
        return types(index.usersOfMember(owner, name, descriptor).keySet());
    }

    private static List<Class<?>> types(Set<ClassKey> keys) {
        List<Class<?>> types = new ArrayList<>();
        for (ClassKey key : keys) {
            Class<?> type = key.type();
            if (type != null) types.add(type);
        }
        return types;
    }

    IndexSize size() {
        return new IndexSize(index.size(), index.bytes());
    }
}
