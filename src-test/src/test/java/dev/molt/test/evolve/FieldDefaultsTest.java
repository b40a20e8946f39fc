package dev.molt.test.evolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.statics.Conversions;
import dev.molt.engine.statics.FieldDefault;
import dev.molt.engine.statics.FieldDefaults;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** What added instance fields hold in objects that are older than they. */
class FieldDefaultsTest {
    static List<Integer> releases() {
        return Version.releases();
    }

    /** Of all fields, as if there were none before. */
    private static Map<Member, FieldDefault> defaults(Version v) throws Exception {
        return defaults(unit(17, "A() { } A(int p) { } A(String t) { }"), v);
    }

    private static Map<Member, FieldDefault> defaults(Version running, Version next) throws Exception {
        Set<Member> added = new HashSet<>();
        ClassFile before = ClassFile.parse(running.get("d/A"));
        for (Field f : ClassFile.parse(next.get("d/A")).fields()) {
            if (before.field(f.name(), f.descriptor()) == null) added.add(new Member(f.name(), f.descriptor()));
        }
        return FieldDefaults.of(running.get("d/A"), next.get("d/A"), added, name -> next.files().containsKey(name) ? node(next, name) : null);
    }

    private static ClassNode node(Version v, String name) {
        ClassNode c = new ClassNode();
        new ClassReader(v.get(name)).accept(c, ClassReader.SKIP_DEBUG);
        return c;
    }

    private static Version unit(int release, String body) {
        return Version.of(release, "package d;\nimport java.util.*;\nimport java.util.concurrent.atomic.*;\nimport java.util.function.*;\n"
                + "public class A {\n" + body + "\n}\n");
    }

    private static Set<String> names(Set<Member> members) {
        Set<String> names = new TreeSet<>();
        for (Member m : members) names.add(m.name());
        return names;
    }

    /** What the code of a field computes for an object that {@code static A old()} of the version makes. */
    private static Object value(Version v, Map<Member, FieldDefault> defaults, String name) throws Exception {
        ClassNode c = new ClassNode();
        new ClassReader(v.get("d/A")).accept(c, 0);
        MethodNode run = new MethodNode(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()Ljava/lang/Object;", null, null);
        for (Map.Entry<Member, FieldDefault> e : defaults.entrySet()) {
            MethodNode code = e.getValue().code();
            c.methods.add(code);
            if (!e.getKey().name().equals(name)) continue;
            run.visitMethodInsn(Opcodes.INVOKESTATIC, "d/A", "old", "()Ld/A;", false);
            for (Member from : e.getValue().from()) {
                run.visitMethodInsn(Opcodes.INVOKESTATIC, "d/A", "was$" + from.name(), "()" + from.descriptor(), false);
            }
            run.visitMethodInsn(Opcodes.INVOKESTATIC, "d/A", code.name, code.desc, false);
            String box = Map.of("I", "java/lang/Integer", "J", "java/lang/Long", "D", "java/lang/Double").get(e.getKey().descriptor());
            if (box != null) run.visitMethodInsn(Opcodes.INVOKESTATIC, box, "valueOf", "(" + e.getKey().descriptor() + ")L" + box + ";", false);
            run.visitInsn(Opcodes.ARETURN);
        }
        c.methods.add(run);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        c.accept(writer);
        Map<String, byte[]> files = new TreeMap<>(v.files());
        files.put("d/A", writer.toByteArray());
        return new Version(files).run("d.A", "run");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void initialisersOfConstants(int release) throws Exception {
        Version v = unit(release, "int n = 7; long l = 1L << 40; String s = \"s\"; List<String> list = new ArrayList<>(); AtomicInteger a = new AtomicInteger(3);"
                + " int[] array = {1, 2}; Object o = new Object(); List<Integer> of = List.of(1, 2); Supplier<String> f = () -> \"f\"; double d = -1.5;"
                + " static final int K = Integer.getInteger(\"no\", 5); int k = K + 1; A() { } A(int x) { n(); } A(String t) { this(); } void n() { }"
                + " static A old() { return null; }");
        Map<Member, FieldDefault> defaults = defaults(v);
        assertEquals(Set.of("n", "s", "list", "a", "array", "o", "of", "f", "d", "k", "l"), names(defaults.keySet()));
        assertEquals(7, value(v, defaults, "n"));
        assertEquals(1L << 40, value(v, defaults, "l"));
        assertEquals(List.of(), value(v, defaults, "list"));
        assertNotSame(value(v, defaults, "list"), value(v, defaults, "list"));
        assertEquals("3", value(v, defaults, "a").toString());
        assertEquals(2, ((int[]) value(v, defaults, "array"))[1]);
        assertEquals(List.of(1, 2), value(v, defaults, "of"));
        assertEquals(-1.5, value(v, defaults, "d"));
        assertEquals(6, value(v, defaults, "k"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatCanNotBeKnownOrLeavesTracesHasNone(int release) throws Exception {
        Version v = unit(release, "int p; int q = next(); int u; int w; int x; String y = System.getProperty(\"y\"); Object z = registered(this);"
                + " static int state; int count = state++; int number = numbered(); int[] shared = filled(SHARED); static final int[] SHARED = {1};"
                + " int self = this.self + 1; long time = System.nanoTime(); static List<Object> all = new ArrayList<>();"
                + " int next() { return 1; } static Object registered(A a) { all.add(a); return a; } static int numbered() { return ++state; }"
                + " static int[] filled(int[] a) { a[0] = 2; return a; }"
                + " A(int p) { this.p = p; u = 1; if (p > 0) w = 1; x = 1; x = 2; } A() { u = 2; x = 1; }");
        assertEquals(Set.of(), names(defaults(v).keySet()));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatTheConstructorWasGivenIsKeptByFields(int release) throws Exception {
        Version v1 = unit(release, "final int n; private final boolean local; A(int n, boolean local) { this.n = n; this.local = local; }"
                + " A(boolean local) { this(4, local); } static class B { }");
        Version v2 = unit(release, "final int n; final int twice; final B b; final int kind; final String text; final int sum; final int own; int p;"
                + " A(int n, boolean local) { this.n = n; if (n < 0) throw new IllegalArgumentException(); this.twice = n * 2; this.b = B.of(local);"
                + " this.kind = local ? 1 : 2; this.text = \"n\" + n; this.sum = twice + 1; this.own = helper(n); }"
                + " A(boolean local) { this(4, local); } A(int n, B b) { this.n = n; this.b = b; twice = kind = sum = own = 0; text = null; }"
                + " private int helper(int k) { return k + this.n; } static A old() { return new A(5, true); } static boolean was$local() { return true; }"
                + " static class B { static final B YES = new B(), NO = new B(); static boolean used; static B of(boolean b) { used = true; return b ? YES : NO; }"
                + " public String toString() { return this == YES ? \"yes\" : \"no\"; } }");
        Map<Member, FieldDefault> defaults = defaults(v1, v2);
        assertEquals(Set.of("twice", "b", "kind", "text", "sum", "own"), names(defaults.keySet()));
        assertEquals(10, value(v2, defaults, "twice"));
        assertEquals("yes", value(v2, defaults, "b").toString());
        assertEquals(1, value(v2, defaults, "kind"));
        assertEquals("n5", value(v2, defaults, "text"));
        assertEquals(11, value(v2, defaults, "sum"));
        assertEquals(10, value(v2, defaults, "own"));
    }

    @Test
    void otherHoldersOfTheSameValue() {
        assertEquals(";", Conversions.convert(';', "Ljava/lang/String;"));
        assertEquals("3", Conversions.convert(3, "Ljava/util/concurrent/atomic/AtomicInteger;").toString());
        assertEquals("true", Conversions.convert(true, "Ljava/util/concurrent/atomic/AtomicBoolean;").toString());
        assertEquals("s", Conversions.convert("s", "Ljava/lang/String;"));
        for (String yes : List.of("C>Ljava/lang/String;", "I>Ljava/util/concurrent/atomic/AtomicLong;", "Ljava/util/ArrayList;>Ljava/util/List;")) {
            assertEquals(true, Conversions.isConvertible(yes.substring(0, yes.indexOf('>')), yes.substring(yes.indexOf('>') + 1)), yes);
        }
        for (String no : List.of("I>Ljava/lang/String;", "J>Ljava/util/concurrent/atomic/AtomicInteger;", "Ljava/util/List;>Ljava/util/ArrayList;")) {
            assertFalse(Conversions.isConvertible(no.substring(0, no.indexOf('>')), no.substring(no.indexOf('>') + 1)), no);
        }
    }

    @Test
    void conversionsOfTypes() throws Exception {
        for (String yes : List.of("I>J", "I>D", "C>I", "B>S", "I>Ljava/lang/Integer;", "Ljava/lang/Integer;>I", "Ljava/lang/Integer;>J",
                "I>Ljava/lang/Object;", "I>Ljava/lang/Number;", "La/B;>Ljava/lang/Object;", "Ljava/lang/String;>Ljava/lang/CharSequence;",
                "[La/B;>[Ljava/lang/Object;", "[I>Ljava/lang/Object;")) {
            assertEquals(true, Conversions.isAssignable(yes.substring(0, yes.indexOf('>')), yes.substring(yes.indexOf('>') + 1)), yes);
        }
        for (String no : List.of("J>I", "I>C", "Z>I", "C>S", "I>Ljava/lang/Long;", "Ljava/lang/Object;>I", "La/B;>La/C;",
                "Ljava/lang/String;>I", "Ljava/lang/Boolean;>Ljava/lang/Number;", "[I>[J")) {
            assertFalse(Conversions.isAssignable(no.substring(0, no.indexOf('>')), no.substring(no.indexOf('>') + 1)), no);
        }
        assertEquals(97L, Conversions.convert('a', "J"));
        assertEquals(0, Conversions.convert(null, "I"));
        assertEquals(3.0, Conversions.convert(3, "D"));
        Version v1 = unit(17, "int a; int b; static int c; String d;");
        Version v2 = unit(17, "long a; String b; int c; Object d;");
        assertEquals(Set.of("a", "d"), names(Conversions.of(ClassFile.parse(v1.get("d/A")), ClassFile.parse(v2.get("d/A"))).keySet()));
    }
}
