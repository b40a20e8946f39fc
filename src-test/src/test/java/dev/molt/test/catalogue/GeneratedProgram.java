package dev.molt.test.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A random program in several versions that differ in everything that may differ: members and their modifiers, hierarchy, nested classes, enums,
 * records. What it prints does not depend on state that outlives a version, so that a fresh start of a version tells what is right after an
 * update to it. The same seed makes the same program.
 */
final class GeneratedProgram {
    private static final int CLASSES = 6;
    private static final int INTERFACES = 3;
    private static final int METHODS = 8;
    private static final int VERSIONS = 4;
    private static final List<String> TYPES = List.of("int", "String", "long", "double", "Object", "int...");
    private static final Map<String, String> VALUES = Map.of("int", "7", "String", "\"q\"", "long", "3L", "double", "1.5", "Object", "\"o\"", "int...", "1, 2");
    private static final List<String> JDK_TYPES = List.of("Runnable", "java.util.function.Supplier<String>", "Comparable<Object>");
    private static final List<String> CONSTANTS = List.of("A", "B", "C", "D", "F");

    private final long seed;
    private final Random random;

    private GeneratedProgram(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** How a method of one name is declared, wherever it is. */
    private record Form(List<String> types, String result, boolean isStatic, String access, boolean locks) {
        String parameters() {
            return IntStream.range(0, types.size()).mapToObj(i -> types.get(i) + " p" + i).collect(Collectors.joining(", "));
        }

        String arguments() {
            return types.stream().map(VALUES::get).collect(Collectors.joining(", "));
        }
    }

    /** A class of one version; bodies by the number of the method. */
    private static final class Type {
        int parent = -1;
        boolean isAbstract;
        boolean isFinal;
        final Set<Integer> interfaces = new TreeSet<>();
        final Set<String> jdkTypes = new TreeSet<>();
        final Map<Integer, Long> bodies = new TreeMap<>();
        final Map<Integer, String> fields = new TreeMap<>();
        boolean nested;
        boolean inner;
        boolean text;
        boolean byText;

        Type copy() {
            Type copy = new Type();
            copy.parent = parent;
            copy.isAbstract = isAbstract;
            copy.isFinal = isFinal;
            copy.interfaces.addAll(interfaces);
            copy.jdkTypes.addAll(jdkTypes);
            copy.bodies.putAll(bodies);
            copy.fields.putAll(fields);
            copy.nested = nested;
            copy.inner = inner;
            copy.text = text;
            copy.byText = byText;
            return copy;
        }
    }

    /** An interface of one version: its default methods by number, and whether it has an abstract one. */
    private static final class Role {
        int parent = -1;
        boolean isAbstract;
        final Map<Integer, Long> defaults = new TreeMap<>();

        Role copy() {
            Role copy = new Role();
            copy.parent = parent;
            copy.isAbstract = isAbstract;
            copy.defaults.putAll(defaults);
            return copy;
        }
    }

    private static final class Version {
        /** Whether classes get other superclasses; then nothing reads what constructors of these store, since live objects lack it. */
        boolean moving;
        final List<Form> forms = new ArrayList<>();
        final List<Type> types = new ArrayList<>();
        final List<Role> roles = new ArrayList<>();
        final List<String> constants = new ArrayList<>();
        final Set<String> bodies = new TreeSet<>();
        int components = 2;

        Version copy() {
            Version copy = new Version();
            copy.moving = moving;
            copy.forms.addAll(forms);
            types.forEach(t -> copy.types.add(t.copy()));
            roles.forEach(t -> copy.roles.add(t.copy()));
            copy.constants.addAll(constants);
            copy.bodies.addAll(bodies);
            copy.components = components;
            return copy;
        }
    }

    /** @param expected what a fresh start of a version prints; unknown while it is being found out */
    static Case of(long seed, Map<String, String> expected) {
        return new GeneratedProgram(seed).program(expected);
    }

    private Case program(Map<String, String> expected) {
        Map<String, Map<String, String>> sources = new LinkedHashMap<>();
        String name = "generated/seed" + seed;
        Version version = first();
        for (int number = 1; number <= VERSIONS; number++) {
            Map<String, String> files = new LinkedHashMap<>();
            units(version).forEach((unit, text) -> files.put(Case.packageOf(name).replace('.', '/') + "/" + unit + ".java",
                    "package " + Case.packageOf(name) + ";\n" + text));
            sources.put("v" + number, files);
            version = changed(version);
        }
        List<Step> steps = new ArrayList<>();
        Map<String, List<String>> fresh = new LinkedHashMap<>();
        for (String v : sources.keySet()) {
            List<String> prints = List.of(expected.getOrDefault(v, ""));
            fresh.put(v, prints);
            steps.add(new Step(v.equals("v1") ? Step.Kind.GO : Step.Kind.GO_OR_REFUSED, v, prints));
        }
        for (int number = VERSIONS - 1; number > 0; number--) steps.add(new Step(Step.Kind.REVERT, null, fresh.get("v" + number)));
        return new Case(name, "whatever seed " + seed + " changes", 17, List.of(), false, Gap.NONE, steps, fresh, sources, Map.of());
    }

    // ---- the model

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Version first() {
        Version v = new Version();
        v.moving = seed % 3 == 0;
        for (int j = 0; j < METHODS; j++) v.forms.add(form());
        for (int i = 0; i < INTERFACES; i++) {
            Role role = new Role();
            role.parent = i > 0 && chance(0.4) ? random.nextInt(i) : -1;
            role.isAbstract = chance(0.6);
            for (int k = 0; k < 3; k++) if (chance(0.5)) role.defaults.put(k, random.nextLong());
            v.roles.add(role);
        }
        for (int i = 0; i < CLASSES; i++) {
            Type type = new Type();
            type.parent = i > 0 && chance(0.7) ? random.nextInt(i) : -1;
            type.isAbstract = i < 2 && chance(0.3);
            for (int k = 0; k < INTERFACES; k++) if (chance(0.25)) type.interfaces.add(k);
            for (String jdk : JDK_TYPES) if (chance(0.15)) type.jdkTypes.add(jdk);
            for (int j = 0; j < METHODS; j++) if (chance(0.4)) type.bodies.put(j, random.nextLong());
            for (int k = 0; k < 4; k++) if (chance(0.4)) type.fields.put(k, one(List.of("int", "String", "long", "double")));
            type.nested = chance(0.4);
            type.inner = chance(0.4);
            type.text = chance(0.5);
            type.byText = chance(0.3);
            v.types.add(type);
        }
        v.constants.addAll(CONSTANTS.subList(0, 2 + random.nextInt(3)));
        for (String c : v.constants) if (chance(0.2)) v.bodies.add(c);
        return v;
    }

    private Form form() {
        List<String> types = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) types.add(one(TYPES.subList(0, 5)));
        if (chance(0.15)) types.add("int...");
        return new Form(types, one(List.of("String", "String", "CharSequence", "Object")), chance(0.2), one(List.of("public ", "public ", "protected ", "", "private ")),
                chance(0.1));
    }

    private Version changed(Version before) {
        Version v = before.copy();
        for (int j = 0; j < METHODS; j++) if (chance(0.25)) v.forms.set(j, form());
        for (Role role : v.roles) {
            if (chance(0.2)) role.isAbstract = !role.isAbstract;
            for (int k = 0; k < 3; k++) {
                if (chance(0.25)) toggle(role.defaults, k);
                else if (chance(0.3) && role.defaults.containsKey(k)) role.defaults.put(k, random.nextLong());
            }
        }
        for (Type type : v.types) {
            if (chance(0.3)) continue;
            for (int j = 0; j < METHODS; j++) {
                if (chance(0.25)) toggle(type.bodies, j);
                else if (chance(0.4) && type.bodies.containsKey(j)) type.bodies.put(j, random.nextLong());
            }
            for (int k = 0; k < 4; k++) {
                if (!chance(0.2)) continue;
                if (type.fields.remove(k) == null) type.fields.put(k, one(List.of("int", "String", "long", "double")));
            }
            for (int k = 0; k < INTERFACES; k++) if (chance(0.07) && !type.interfaces.remove(k)) type.interfaces.add(k);
            for (String jdk : JDK_TYPES) if (chance(0.05) && !type.jdkTypes.remove(jdk)) type.jdkTypes.add(jdk);
            if (chance(0.2)) type.nested = !type.nested;
            if (chance(0.2)) type.inner = !type.inner;
            if (chance(0.2)) type.text = !type.text;
            if (chance(0.2)) type.byText = !type.byText;
        }
        for (int i = 1; v.moving && i < CLASSES; i++) if (chance(0.1)) v.types.get(i).parent = chance(0.4) ? -1 : random.nextInt(i);
        for (int i = 0; i < CLASSES; i++) {
            int self = i;
            boolean leaf = v.types.stream().noneMatch(t -> t.parent == self);
            v.types.get(i).isFinal = leaf && chance(0.1);
        }
        if (chance(0.4)) {
            List<String> more = new ArrayList<>(CONSTANTS);
            more.removeAll(v.constants);
            if (chance(0.7) && !more.isEmpty()) v.constants.add(random.nextInt(v.constants.size() + 1), one(more));
            else if (v.constants.size() > 2) v.constants.remove(v.constants.size() - 1);
            if (chance(0.3)) Collections.shuffle(v.constants, random);
            if (!v.constants.containsAll(List.of("A", "B"))) v.constants.addAll(new LinkedHashSet<>(List.of("A", "B")).stream().filter(c -> !v.constants.contains(c)).toList());
        }
        v.bodies.retainAll(v.constants);
        if (chance(0.3)) v.components = 1 + random.nextInt(3);
        return v;
    }

    private void toggle(Map<Integer, Long> bodies, int key) {
        if (bodies.remove(key) == null) bodies.put(key, random.nextLong());
    }

    // ---- the text

    private static Map<String, String> units(Version v) {
        Map<String, String> units = new LinkedHashMap<>();
        for (int i = 0; i < INTERFACES; i++) units.put("I" + i, role(v, i));
        for (int i = 0; i < CLASSES; i++) units.put("C" + i, type(v, i));
        units.put("E", constants(v));
        units.put("R", "record R(" + String.join(", ", List.of("int a", "String b", "long c").subList(0, v.components)) + ") { static R of() { return new R("
                + String.join(", ", List.of("1", "\"b\"", "3L").subList(0, v.components)) + "); } }");
        units.put("Code", new GeneratedCalls(CLASSES, INTERFACES, i -> !v.types.get(i).isAbstract, i -> calls(v, i), v.components).code());
        units.put("App", GeneratedCalls.APP);
        return units;
    }

    private static String role(Version v, int i) {
        Role role = v.roles.get(i);
        StringBuilder text = new StringBuilder("interface I" + i + (role.parent < 0 ? "" : " extends I" + role.parent) + " {\n");
        if (role.isAbstract) text.append("    String a").append(i).append("();\n");
        role.defaults.forEach((k, seed) -> {
            Random r = new Random(seed);
            String body = "\"I" + i + ".d" + k + r.nextInt(100) + "\"";
            if (role.isAbstract && r.nextBoolean()) body += " + a" + i + "()";
            if (r.nextInt(3) == 0) {
                text.append("    private String p").append(k).append("(int n) { return \"p\" + n; }\n");
                body += " + p" + k + "(" + r.nextInt(9) + ")";
            }
            text.append("    default String i").append(i).append("d").append(k).append("() { return ").append(body).append("; }\n");
        });
        return text.append("}\n").toString();
    }

    private static String constants(Version v) {
        String all = v.constants.stream().map(c -> c + "(\"" + c.toLowerCase() + "\")" + (v.bodies.contains(c) ? " { String say() { return \"!\" + name(); } }" : ""))
                .collect(Collectors.joining(", "));
        return "enum E { " + all + "; final String n; E(String n) { this.n = n; } String say() { return n; } }";
    }

    private static String type(Version v, int i) {
        Type type = v.types.get(i);
        List<String> above = new ArrayList<>();
        type.interfaces.forEach(k -> above.add("I" + k));
        above.addAll(type.jdkTypes);
        StringBuilder text = new StringBuilder((type.isAbstract ? "abstract " : type.isFinal ? "final " : "") + "class C" + i
                + (type.parent < 0 ? "" : " extends C" + type.parent) + (above.isEmpty() ? "" : " implements " + String.join(", ", above)) + " {\n");
        text.append("    private final int x").append(i).append(";\n");
        type.fields.forEach((k, of) -> text.append("    ").append(k % 2 == 0 ? "" : "static ").append(of).append(" f").append(k).append(of.charAt(0)).append(" = ")
                .append(VALUES.get(of)).append(";\n"));
        text.append("    C").append(i).append("(int x) { ").append(type.parent < 0 ? "" : "super(x); ").append("x").append(i).append(" = x + ").append(i).append("; }\n");
        if (type.byText) text.append("    C").append(i).append("(String s) { this(s.length()); }\n");
        text.append("    String fields() { return ").append(type.parent < 0 ? "\"\"" : "super.fields()");
        type.fields.forEach((k, of) -> text.append(" + \" \" + f").append(k).append(of.charAt(0)));
        text.append("; }\n");
        if (type.nested) text.append("    private static class N { private final int n; private N(int n) { this.n = n; } private String get() { return \"N\" + n; } }\n");
        if (type.inner) text.append("    class In { private String get() { return \"In\"").append(v.moving ? "" : " + x" + i).append("; } }\n");
        if (type.text || type.parent < 0) text.append("    public String toString() { return \"C").append(i).append("t").append(type.bodies.size()).append("\"; }\n");
        Set<Integer> must = new TreeSet<>();
        for (int k : type.interfaces) for (int up = k; up >= 0; up = v.roles.get(up).parent) if (v.roles.get(up).isAbstract) must.add(up);
        must.forEach(k -> text.append("    public String a").append(k).append("() { return \"C").append(i).append("a\"").append(v.moving ? "" : " + x" + i).append("; }\n"));
        if (type.jdkTypes.contains(JDK_TYPES.get(0))) text.append("    public void run() { App.log(\"run").append(i).append("\"); }\n");
        if (type.jdkTypes.contains(JDK_TYPES.get(1))) text.append("    public String get() { return \"get").append(i).append("\"; }\n");
        if (type.jdkTypes.contains(JDK_TYPES.get(2))) text.append("    public int compareTo(Object o) { return ").append(i).append("; }\n");
        type.bodies.forEach((j, seed) -> text.append(method(v, i, j, new Random(seed))));
        return text.append("}\n").toString();
    }

    private static String method(Version v, int i, int j, Random r) {
        Form form = v.forms.get(j);
        StringBuilder value = new StringBuilder("\"C" + i + ".m" + j + "#" + r.nextInt(100) + "\"");
        for (int p = 0; p < form.types.size(); p++) value.append(" + ").append(form.types.get(p).equals("int...") ? "p" + p + ".length" : "p" + p);
        Type type = v.types.get(i);
        if (!form.isStatic && !v.moving) value.append(" + x").append(i);
        List<Integer> later = new ArrayList<>();
        for (int k = j + 1; k < METHODS; k++) if (visible(v, i, k) && (v.forms.get(k).isStatic || !form.isStatic)) later.add(k);
        String call = later.isEmpty() ? "\"-\"" : call(v, later.get(r.nextInt(later.size())));
        String self = form.isStatic ? "C" + i + ".class.getSimpleName()" : "C" + i + ".this.getClass().getSimpleName()";
        boolean above = !form.isStatic && !form.access.equals("private ") && type.parent >= 0 && visible(v, type.parent, j);
        String arguments = IntStream.range(0, form.types.size()).mapToObj(p -> "p" + p).collect(Collectors.joining(", "));
        String text = switch (r.nextInt(11)) {
            case 0 -> "java.util.function.Supplier<Object> s = () -> " + call + "; return " + value + " + s.get();";
            case 1 -> "return " + value + " + new Object() { int n = 5; public String toString() { return \"anon\" + n + " + call + "; } };";
            case 2 -> "record L(String a, int b) { String both() { return a + b; } } return " + value + " + new L(\"l\", " + r.nextInt(9) + ").both();";
            case 3 -> above ? "return " + value + " + super.m" + j + "(" + arguments + ");" : "return " + value + " + " + call + ";";
            case 4 -> type.nested ? "N n = new N(" + r.nextInt(9) + "); return " + value + " + n.get() + n.n;" : "return " + value + ";";
            case 5 -> type.inner && !form.isStatic ? "In n = new In(); return " + value + " + n.get();" : "return " + value + " + " + self + ";";
            case 6 -> "try { if (" + r.nextBoolean() + ") throw new IllegalStateException(\"x\"); return " + value + "; } catch (IllegalStateException e) { return \"caught\" + "
                    + call + "; } finally { App.log(\"f\"); }";
            case 7 -> "StringBuilder b = new StringBuilder(); for (E e : E.values()) switch (e) { case A -> b.append(\"a\" + e.say()); case B -> b.append('b'); default -> b.append(e.n); } return "
                    + value + " + b;";
            case 8 -> "java.util.function.Function<Integer, R> f = n -> R.of(); Object o = f.apply(1); return " + value + " + (o instanceof R q ? \"R\" + q.a() : \"?\") + " + call + ";";
            case 9 -> "switch (\"" + (char) ('a' + r.nextInt(3)) + "\") { case \"a\": return " + value + "; case \"b\": return \"B\" + " + call + "; default: return " + self + "; }";
            default -> "return " + value + " + " + call + ";";
        };
        String result = form.result;
        return "    " + form.access + (form.isStatic ? "static " : "") + (form.locks ? "synchronized " : "") + result + " m" + j + "(" + form.parameters() + ") { " + text + " }\n";
    }

    private static String call(Version v, int j) {
        return "m" + j + "(" + v.forms.get(j).arguments() + ")";
    }

    /** Whether code of a class can call a method by its simple name. */
    private static boolean visible(Version v, int i, int j) {
        for (int c = i; c >= 0; c = v.types.get(c).parent) {
            if (v.types.get(c).bodies.containsKey(j) && (c == i || !v.forms.get(j).access.equals("private "))) return true;
        }
        return false;
    }

    /** What other classes can call on an object of a class. */
    private static List<String> calls(Version v, int i) {
        List<String> calls = new ArrayList<>();
        for (int j = 0; j < METHODS; j++) {
            if (!v.forms.get(j).access.equals("private ") && visible(v, i, j)) calls.add(call(v, j));
        }
        Set<Integer> roles = new TreeSet<>();
        for (int c = i; c >= 0; c = v.types.get(c).parent) for (int k : v.types.get(c).interfaces) for (int up = k; up >= 0; up = v.roles.get(up).parent) roles.add(up);
        for (int k : roles) {
            for (int d : v.roles.get(k).defaults.keySet()) calls.add("i" + k + "d" + d + "()");
            if (v.roles.get(k).isAbstract) calls.add("a" + k + "()");
        }
        return calls;
    }
}
