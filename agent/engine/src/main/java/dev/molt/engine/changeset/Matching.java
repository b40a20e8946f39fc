package dev.molt.engine.changeset;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.InnerClass;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.OfferedVersions;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.match.Matched;
import dev.molt.engine.match.Numbering;
import dev.molt.engine.match.Taken;
import dev.molt.engine.vm.ClassPathBytes;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.Loaders;
import dev.molt.protocol.Offer;
import dev.molt.protocol.Offer.OfferedClass;
import dev.molt.protocol.report.Finding;
import java.io.IOException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives what the compiler numbers (bodies of lambdas, anonymous and local classes) the names that the same things have in the running
 * version, before anything is compared: a live object keeps meaning the same source text.
 */
final class Matching {
    private final Running running;
    private final OfferedBytes offered;
    private final LoadedClasses loaded;
    private final Set<String> alreadyRemoved;
    private final Consumer<Finding> findings;

    /** @param alreadyRemoved names of classes that live updates have removed */
    Matching(Running running, OfferedBytes offered, LoadedClasses loaded, Set<String> alreadyRemoved, Consumer<Finding> findings) {
        this.running = running;
        this.offered = offered;
        this.loaded = loaded;
        this.alreadyRemoved = alreadyRemoved;
        this.findings = findings;
    }

    /** The change set in the running version's names. */
    ChangeSet match(ChangeSet set, Offer offer) throws IOException {
        if (set.refused()) return set;
        ChangeSet matched = set;
        Set<ClassLoader> loaders = set.changed().stream().map(c -> c.type().getClassLoader()).collect(Collectors.toSet());
        for (ClassLoader loader : loaders) matched = match(matched, offer, loader);
        return matched;
    }

    private ChangeSet match(ChangeSet set, Offer offer, ClassLoader loader) throws IOException {
        Set<String> nests = numbered(set, loader);
        if (nests.isEmpty()) return set;
        Map<String, byte[]> before = new HashMap<>();
        for (Class<?> type : loaded.all()) {
            if (type.getClassLoader() != loader || !nests.contains(outermost(type.getName()))) continue;
            running.read(type).ifPresent(bytes -> before.put(internal(type.getName()), bytes));
        }
        Map<String, byte[]> next = new HashMap<>();
        List<OfferedClass> members = offer.classes().stream().filter(c -> nests.contains(outermost(c.name()))).toList();
        offered.newVersions(members).forEach((name, bytes) -> next.put(internal(name), bytes));
        parts(set, loader).forEach((name, part) -> next.putIfAbsent(internal(name), part.image().bytes()));
        Matched matched = Numbering.match(before, next, new Names(loader, next));
        return renamed(set, removed(set, loader, before.keySet(), matched), loader, next, matched);
    }

    /**
     * Under numbered names, what the offer lacks is not what is gone: that is what is loaded and has no part in the new version, under whatever
     * name it was offered.
     *
     * @param before internal names of the loaded classes of the nests concerned
     */
    private List<Removed> removed(ChangeSet set, ClassLoader loader, Set<String> before, Matched matched) {
        Set<String> part = new HashSet<>(matched.classes().keySet());
        matched.classes().values().forEach(bytes -> parsed(bytes).innerClasses().forEach(i -> part.add(i.name())));
        Set<String> tops = matched.classes().keySet().stream().map(Matching::outermost).collect(Collectors.toSet());
        List<Removed> removed = new ArrayList<>(set.removed());
        removed.removeIf(r -> r.type().getClassLoader() == loader && part.contains(internal(r.name())));
        Set<String> known = removed.stream().map(Removed::name).collect(Collectors.toSet());
        for (String internalName : before) {
            String name = binary(internalName);
            boolean gone = isNumbered(name) && tops.contains(outermost(internalName)) && !part.contains(internalName);
            if (!gone || alreadyRemoved.contains(name) || known.contains(name)) continue;
            loaded.named(name).stream().filter(t -> t.getClassLoader() == loader).forEach(t -> removed.add(new Removed(t, Loaders.id(loader))));
        }
        return removed;
    }

    /** The outermost classes whose numbering may matter. */
    private static Set<String> numbered(ChangeSet set, ClassLoader loader) {
        Set<String> nests = new HashSet<>();
        for (Changed c : set.changed()) {
            if (c.type().getClassLoader() == loader && (isNumbered(c.name()) || hasLambdas(c.before().file()) || hasLambdas(c.next().file())
                    || hasNumbered(c.next().file()) || hasNumbered(c.before().file()))) nests.add(outermost(c.name()));
        }
        Stream.of(set.added().stream().map(Added::name), set.onLoad().stream().map(OnLoad::name), set.removed().stream().map(Removed::name))
                .flatMap(n -> n).filter(Matching::isNumbered).forEach(n -> nests.add(outermost(n)));
        return nests;
    }

    private static boolean hasLambdas(ClassFile file) {
        for (Method m : file.methods()) {
            if (m.name().startsWith("lambda$")) return true;
        }
        return false;
    }

    private static boolean hasNumbered(ClassFile file) {
        for (InnerClass i : file.innerClasses()) {
            if (i.outerName() == null && i.name().startsWith(file.internalName())) return true;
        }
        return false;
    }

    private static boolean isNumbered(String name) {
        int dollar = name.indexOf('$', 1);
        while (dollar >= 0 && dollar + 1 < name.length()) {
            if (Character.isDigit(name.charAt(dollar + 1))) return true;
            dollar = name.indexOf('$', dollar + 1);
        }
        return false;
    }

    /** @param name binary or internal */
    static String outermost(String name) {
        int dollar = name.indexOf('$', Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 2);
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    /** Names that something else has in the loader. */
    private final class Names implements Taken {
        private final ClassLoader loader;
        private final Map<String, byte[]> next;

        Names(ClassLoader loader, Map<String, byte[]> next) {
            this.loader = loader;
            this.next = next;
        }

        @Override
        public boolean type(String internalName) {
            String name = binary(internalName);
            if (loaded.named(name).stream().anyMatch(t -> Loaders.sees(loader, t.getClassLoader()))) return true;
            if (running.evolution(loader, internalName).isPresent()) return true;
            // What is only lying on the class path gives way to the new version of the same name.
            return !next.containsKey(internalName) && ClassPathBytes.find(loader, name).isPresent();
        }

        @Override
        public boolean method(String internalName, String name) {
            return running.evolution(loader, internalName).stream().flatMap(e -> e.physicalFile().methods().stream())
                    .anyMatch(m -> m.name().equals(name));
        }
    }

    private static String internal(String name) {
        return name.replace('.', '/');
    }

    private static String binary(String name) {
        return name.replace('/', '.');
    }

    // ---- the change set again, in other names ----

    private record Part(ClassImage image, Changed changed, Added added, OnLoad onLoad) {}

    private static Map<String, Part> parts(ChangeSet set, ClassLoader loader) {
        Map<String, Part> parts = new LinkedHashMap<>();
        set.changed().stream().filter(c -> c.type().getClassLoader() == loader).forEach(c -> parts.put(c.name(), new Part(c.next(), c, null, null)));
        set.added().stream().filter(a -> a.into() == loader).forEach(a -> parts.put(a.name(), new Part(a.next(), null, a, null)));
        set.onLoad().stream().filter(o -> o.in() == loader).forEach(o -> parts.put(o.name(), new Part(o.next(), null, null, o)));
        return parts;
    }

    private ChangeSet renamed(ChangeSet set, List<Removed> removed, ClassLoader loader, Map<String, byte[]> next, Matched matched) {
        List<Changed> changed = new ArrayList<>(set.changed().stream().filter(c -> c.type().getClassLoader() != loader).toList());
        List<Added> added = new ArrayList<>(set.added().stream().filter(a -> a.into() != loader).toList());
        List<OnLoad> onLoad = new ArrayList<>(set.onLoad().stream().filter(o -> o.in() != loader).toList());
        List<OfferedAs> renamed = new ArrayList<>(set.renamed());
        Map<String, Part> parts = parts(set, loader);
        ProtectionDomain domain = set.changed().stream().filter(c -> c.type().getClassLoader() == loader).findFirst().orElseThrow()
                .type().getProtectionDomain();
        int unchanged = set.unchanged();
        for (Map.Entry<String, byte[]> e : next.entrySet()) {
            String offeredName = binary(e.getKey());
            String name = binary(matched.nameOf(e.getKey()));
            byte[] bytes = matched.classes().get(internal(name));
            Part part = parts.get(offeredName);
            if (bytes == e.getValue() && name.equals(offeredName) && part != null) {
                keep(part, changed, added, onLoad);
                continue;
            }
            ClassImage image = ClassImage.named(name, bytes, findings).orElse(null);
            if (image == null) continue;
            boolean other = bytes != e.getValue() || !name.equals(offeredName);
            if (other) renamed.add(new OfferedAs(loader, offeredName, hash(e.getValue()), name));
            Class<?> type = loaded.named(name).stream().filter(t -> t.getClassLoader() == loader).findFirst().orElse(null);
            if (type != null) {
                Changed c = changed(type, image, part);
                if (c != null) changed.add(c);
                else if (part != null && part.changed != null) unchanged++;
            } else if (other && part != null && part.onLoad != null && name.equals(offeredName)) {
                onLoad.add(new OnLoad(loader, Loaders.id(loader), domain, part.onLoad.older(), image));
            } else if (other || part != null) {
                // A class of a fresh name, or one that no loader has under the name that it keeps.
                if (ClassPathBytes.find(loader, name).isEmpty()) added.add(new Added(loader, Loaders.id(loader), domain, image));
                else onLoad.add(new OnLoad(loader, Loaders.id(loader), domain, null, image));
            }
        }
        return new ChangeSet(set.source(), set.from(), changed, added, onLoad, removed, set.left(), set.resources(), unchanged, renamed, set.findings());
    }

    private static void keep(Part part, List<Changed> changed, List<Added> added, List<OnLoad> onLoad) {
        if (part.changed != null) changed.add(part.changed);
        if (part.added != null) added.add(part.added);
        if (part.onLoad != null) onLoad.add(part.onLoad);
    }

    /** Null when the class already is what it is to become. */
    private Changed changed(Class<?> type, ClassImage next, Part part) {
        Evolution evolution = running.evolution(type).orElse(null);
        ClassImage before = evolution != null ? new ClassImage(evolution.logical(), evolution.logicalFile())
                : running.read(type).flatMap(bytes -> ClassImage.named(type.getName(), bytes, findings)).orElse(null);
        if (before == null || before.sameAs(next)) return null;
        byte[] undo = evolution != null ? evolution.physical()
                : part != null && part.changed != null && part.changed.type() == type ? part.changed.undoWith() : before.bytes();
        return new Changed(type, Loaders.id(type.getClassLoader()), next, before, next, next.bytes(), undo);
    }

    private static String hash(byte[] bytes) {
        return parsed(bytes).hash();
    }

    private static ClassFile parsed(byte[] bytes) {
        try {
            return ClassFile.parse(bytes);
        } catch (MalformedClassFileException e) {
            throw new IllegalStateException("a class file that was read before can't be read any more: " + e.getMessage(), e);
        }
    }
}
