package dev.molt.engine.match;

import dev.molt.engine.classfile.CodeText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/** All that the compiler numbered in a version. */
final class Things {
    static final String TABLE = "table";
    static final String ACCESSOR = "accessor";
    static final String CONSTANT = "constant ";
    private static final int ROUNDS = 4;

    private final Version version;
    private final Map<String, Thing> all = new LinkedHashMap<>();
    private final Map<String, List<Thing>> methods = new HashMap<>();
    private final Map<String, List<Thing>> classes = new HashMap<>();
    private final Map<String, Integer> colours = new HashMap<>();

    Things(Version version) {
        this.version = version;
        Remapper names = new Numbers(version, Map.of(), Map.of());
        Sites sites = new Sites(version, names);
        for (ClassNode c : version.classes()) {
            for (MethodNode m : c.methods) {
                if (isNumberedMethod(version, c.name, m.name, m.desc)) add(method(c, m, sites, names));
            }
            if (version.isNumbered(c.name)) add(type(c, sites, names));
        }
    }

    private void add(Thing thing) {
        all.put(thing.key(), thing);
        (thing.isClass() ? classes : methods).computeIfAbsent(thing.owner, k -> new ArrayList<>()).add(thing);
    }

    Collection<Thing> all() {
        return all.values();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Thing get(String key) {
        return all.get(key);
    }

    /** Things with the same colour have the same text, all the way down. */
    int colour(Thing thing) {
        return colours.getOrDefault(thing.key(), 0);
    }

    /** The numbered methods that a class declares. */
    List<Thing> methodsOf(String owner) {
        return methods.getOrDefault(owner, List.of());
    }

    /** The numbered classes that belong to a class by their names. */
    List<Thing> classesOf(String owner) {
        return classes.getOrDefault(owner, List.of());
    }

    /**
     * Whether a name is a number that the compiler gave to a method. The names of bodies of serialisable lambda expressions are not: they
     * tell what the expression is, and stand in {@code $deserializeLambda$} and in what was serialised.
     */
    static boolean isNumberedMethod(Version version, String owner, String name, String descriptor) {
        boolean accessor = name.startsWith("access$") && name.length() > 7 && Character.isDigit(name.charAt(7));
        boolean lambda = name.startsWith("lambda$") || name.contains("$lambda$");
        if (!accessor && !lambda) return false;
        MethodNode m = version.method(owner, name, descriptor);
        if (m == null || !Version.isSynthetic(m.access)) return false;
        return accessor || !name.matches("lambda\\$.*\\$[0-9a-f]+\\$\\d+")
                || version.method(owner, "$deserializeLambda$", "(Ljava/lang/invoke/SerializedLambda;)Ljava/lang/Object;") == null;
    }

    private static Thing method(ClassNode c, MethodNode m, Sites sites, Remapper names) {
        String kind = m.name.startsWith("access$") ? ACCESSOR : "lambda";
        return new Thing(kind, c.name, m.name, m.desc, (m.access & Opcodes.ACC_STATIC) != 0, sites.of(Thing.key(c.name, m.name, m.desc)),
                Words.count(CodeText.words(m.instructions, names)));
    }

    private Thing type(ClassNode c, Sites sites, Remapper names) {
        Site site = sites.of(c.name);
        InnerClassNode own = Version.own(c);
        String kind;
        if (site != null && !site.role().isEmpty()) kind = CONSTANT + site.role();
        else if (c.fields.stream().anyMatch(f -> f.name.startsWith("$SwitchMap$") || f.name.startsWith("$EnumSwitchMapping$"))) kind = TABLE;
        else kind = (own == null || own.innerName == null ? "anonymous " : "local " + own.innerName + " ") + (c.access & Opcodes.ACC_INTERFACE)
                    + names.mapType(c.superName) + c.interfaces.stream().map(names::mapType).toList();
        List<String> words = new ArrayList<>();
        for (FieldNode f : c.fields) words.add("field " + f.name + names.mapDesc(f.desc));
        for (MethodNode m : c.methods) {
            words.add("method " + names.mapMethodName(c.name, m.name, m.desc) + names.mapMethodDesc(m.desc));
            words.addAll(CodeText.words(m.instructions, names));
        }
        return new Thing(kind, version.parent(c.name), c.name, null, true, site, Words.count(words));
    }

    /**
     * Colours the things of both versions: in each round, by their own text and the colours that those they use got in the round before,
     * until that tells no more of them apart.
     */
    static void colour(Things a, Things b) {
        int told = -1;
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Integer> palette = new HashMap<>();
            Map<String, Integer> ofA = a.nextColours(palette);
            Map<String, Integer> ofB = b.nextColours(palette);
            a.colours.putAll(ofA);
            b.colours.putAll(ofB);
            if (palette.size() == told) return;
            told = palette.size();
        }
    }

    private Map<String, Integer> nextColours(Map<String, Integer> palette) {
        Remapper names = new Numbers(version, all, colours);
        Map<String, Integer> next = new HashMap<>();
        for (Thing t : all.values()) {
            String text = t.isClass() ? text(version.get(t.name), names) : text(version.method(t.owner, t.name, t.descriptor), names);
            next.put(t.key(), palette.computeIfAbsent(t.kind + "\n" + text, x -> palette.size() + 1));
        }
        return next;
    }

    private static String text(ClassNode c, Remapper names) {
        List<String> members = new ArrayList<>();
        for (FieldNode f : c.fields) members.add(f.access + " " + f.name + " " + names.mapDesc(f.desc) + " " + f.value);
        for (MethodNode m : c.methods) members.add(names.mapMethodName(c.name, m.name, m.desc) + text(m, names));
        members.sort(null);
        return c.access + names.mapType(c.superName) + c.interfaces.stream().map(names::mapType).toList() + String.join("\n", members);
    }

    private static String text(MethodNode m, Remapper names) {
        int parameters = (Type.getArgumentsAndReturnSizes(m.desc) >> 2) - ((m.access & Opcodes.ACC_STATIC) != 0 ? 1 : 0);
        List<String> code = CodeText.exact(List.of(m.instructions.toArray()), m.tryCatchBlocks, parameters, names);
        return m.access + names.mapMethodDesc(m.desc) + String.join("\n", code);
    }
}
