package dev.molt.test.evolve;

import dev.molt.engine.changeset.ClassImage;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.dependents.ClassReferences;
import dev.molt.engine.dependents.Dangling;
import dev.molt.engine.dependents.LinkCheck;
import dev.molt.engine.dependents.ReferenceScanner;
import dev.molt.engine.evolve.Companion;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.match.Numbering;
import dev.molt.engine.translate.Layout;
import dev.molt.engine.translate.Obstacle;
import dev.molt.engine.translate.OverridePlan;
import dev.molt.engine.translate.Role;
import dev.molt.engine.translate.Subject;
import dev.molt.engine.translate.Translation;
import dev.molt.engine.translate.Translator;
import dev.molt.engine.translate.Unlocked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A program of one version turned into what a VM that runs an earlier one takes. */
final class Evolved {
    private final ClassMap running;
    private final ClassMap logical;
    private final Map<String, Evolution> before;
    private final ClassMap physical;
    private final Map<String, Layout> layouts = new TreeMap<>();
    private final Map<String, Evolution> evolutions = new TreeMap<>();
    private final Map<String, List<Obstacle>> refused = new TreeMap<>();

    private Evolved(ClassMap running, ClassMap logical, Map<String, Evolution> before) {
        this.running = running;
        this.logical = logical;
        this.before = before;
        physical = ClassMap.copy(running);
        logical.files().forEach((name, bytes) -> {
            if (!running.files().containsKey(name)) physical.put(name, bytes);
        });
    }

    /** Every class that differs is translated. */
    static Evolved of(ClassMap from, ClassMap to) {
        return new Evolved(from, named(from, to), Map.of()).run();
    }

    /** In the names that the running version has for what has only a number in the source. */
    private static ClassMap named(ClassMap from, ClassMap to) {
        ClassMap out = new ClassMap();
        Numbering.match(from.files(), to.files(), from.files()::containsKey).classes().forEach(out::put);
        return out;
    }

    /** Goes on to a further version. */
    Evolved then(ClassMap next) {
        ClassMap loaded = ClassMap.copy(physical);
        evolutions.forEach((name, evolution) -> loaded.put(name, evolution.physical()));
        Map<String, Evolution> all = new HashMap<>(before);
        all.putAll(evolutions);
        return new Evolved(loaded, named(logical, next), all).run();
    }

    private Evolved run() {
        Map<String, Subject> subjects = new TreeMap<>();
        before.forEach((name, evolution) -> layouts.put(name, Layout.of(evolution)));
        logical.files().forEach((name, bytes) -> {
            if (isChanged(name, bytes)) subjects.put(name, subject(name, bytes, Map.of()));
        });
        subjects.forEach((name, subject) -> layouts.put(name, Layout.of(subject, physical)));
        OverridePlan plan = OverridePlan.of(logical, physical, layouts::get, List.copyOf(layouts.values()), name -> List.of());
        plan.prologues().forEach((name, members) -> {
            byte[] bytes = logical.files().get(name);
            if (bytes == null) return;
            Map<Member, Integer> numbers = new HashMap<>();
            for (Member m : members) numbers.put(m, numbers.size());
            subjects.put(name, subject(name, bytes, numbers));
        });
        logical.files().forEach((name, bytes) -> {
            if (plan.concerns(bytes) && !subjects.containsKey(name)) subjects.put(name, subject(name, bytes, Map.of()));
        });
        subjects.forEach((name, subject) -> layouts.put(name, Layout.of(subject, physical)));
        Translator translator = new Translator(logical, physical, layouts::get, Set.of(), Unlocked.NONE.and(layouts.values()));
        subjects.forEach((name, subject) -> {
            Translation translation = translator.translate(subject, layouts.get(name));
            if (translation instanceof Translation.Done done) evolutions.put(name, done.evolution());
            else refused.put(name, ((Translation.Refused) translation).obstacles());
        });
        return this;
    }

    private boolean isChanged(String name, byte[] bytes) {
        Evolution was = before.get(name);
        return !Arrays.equals(was == null ? running.files().get(name) : was.logical(), bytes);
    }

    private Subject subject(String name, byte[] bytes, Map<Member, Integer> prologues) {
        byte[] shape = running.files().get(name);
        if (shape == null) return Subject.added(null, image(bytes));
        Evolution previous = before.get(name);
        int number = previous == null ? 1 : Integer.parseInt(previous.host() == null ? "1" : previous.host().replaceAll(".*\\$Molt", "")) + 1;
        return new Subject(Evolved.class.getClassLoader(), image(bytes), image(shape), previous, number, initialiser(bytes), Map.of(), prologues, Map.of(), false, Role.NONE);
    }

    /** All of it, which is more than there will be. */
    private static MethodNode initialiser(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES);
        if ((node.version & 0xFFFF) < Opcodes.V1_7) return null;
        return node.methods.stream().filter(m -> m.name.equals("<clinit>")).findFirst().orElse(null);
    }

    Map<String, Evolution> evolutions() {
        return evolutions;
    }

    Map<String, List<Obstacle>> refused() {
        return refused;
    }

    /** All that the VM would hold: what is loaded, translated or not, and the companions. */
    Map<String, byte[]> result() {
        Map<String, byte[]> all = new TreeMap<>(physical.files());
        before.values().forEach(evolution -> addTo(all, evolution));
        evolutions.values().forEach(evolution -> addTo(all, evolution));
        return all;
    }

    private static void addTo(Map<String, byte[]> all, Evolution evolution) {
        all.put(evolution.internalName(), evolution.physical());
        for (Companion c : evolution.companions()) all.put(c.internalName(), c.bytes());
    }

    /** What the VM's verifier says of the translated classes, and what would not resolve in them. */
    List<String> problems() {
        Map<String, byte[]> all = result();
        Set<String> wanted = new HashSet<>();
        evolutions.values().forEach(e -> {
            wanted.add(e.internalName());
            e.companions().forEach(c -> wanted.add(c.internalName()));
        });
        List<String> out = new ArrayList<>(Definitions.verify(all, wanted));
        evolutions.forEach((name, evolution) -> {
            byte[] shape = running.files().get(name);
            if (shape != null) out.addAll(ShapeDifference.between(name, shape, evolution.physical()));
        });
        out.addAll(dangling(all, wanted));
        return out;
    }

    private List<String> dangling(Map<String, byte[]> all, Set<String> wanted) {
        ClassMap world = ClassMap.copy(physical);
        all.forEach(world::put);
        Set<String> known = check(logical, evolutions.values().stream().map(Evolution::logical).toList()).stream()
                .map(d -> d.target() + d.problem()).collect(Collectors.toSet());
        return check(world, wanted.stream().map(all::get).toList()).stream().filter(d -> !known.contains(d.target() + d.problem()))
                .filter(d -> !d.problem().contains("dev.molt") && !d.target().startsWith("dev.molt")).map(Objects::toString).toList();
    }

    private static List<Dangling> check(ClassMap world, Collection<byte[]> classes) {
        List<ClassReferences> references = new ArrayList<>();
        for (byte[] bytes : classes) {
            try {
                references.add(ReferenceScanner.scan(bytes));
            } catch (MalformedClassFileException e) {
                throw new IllegalStateException(e);
            }
        }
        return new LinkCheck(world).check(references);
    }

    private static ClassImage image(byte[] bytes) {
        return new ClassImage(bytes, parse(bytes));
    }

    static ClassFile parse(byte[] bytes) {
        try {
            return ClassFile.parse(bytes);
        } catch (MalformedClassFileException e) {
            throw new IllegalStateException(e);
        }
    }
}
