package dev.molt.test.evolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.statics.Conversions;
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
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** What added instance fields hold in objects that are older than they. */
class FieldDefaultsTest {
    static List<Integer> releases() {
        return Version.releases();
    }

    private static Map<Member, MethodNode> defaults(Version v) throws Exception {
        Set<Member> all = new HashSet<>();
        for (Field f : ClassFile.parse(v.get("d/A")).fields()) all.add(new Member(f.name(), f.descriptor()));
        return FieldDefaults.of(v.get("d/A"), all);
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

    private static Object value(Version v, Map<Member, MethodNode> defaults, String name) throws Exception {
        ClassNode c = new ClassNode();
        new ClassReader(v.get("d/A")).accept(c, 0);
        c.methods.addAll(defaults.values());
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        c.accept(writer);
        Map<String, byte[]> files = new TreeMap<>(v.files());
        files.put("d/A", writer.toByteArray());
        return new Version(files).run("d.A", "molt$initial$" + name);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void initialisersOfConstants(int release) throws Exception {
        Version v = unit(release, "int n = 7; long l = 1L << 40; String s = \"s\"; List<String> list = new ArrayList<>(); AtomicInteger a = new AtomicInteger(3);"
                + " int[] array = {1, 2}; Object o = new Object(); List<Integer> of = List.of(1, 2); Supplier<String> f = () -> \"f\"; double d = -1.5;"
                + " static final int K = Integer.getInteger(\"no\", 5); int k = K + 1; A() { } A(int x) { n(); } A(String t) { this(); l = 2; } void n() { }");
        Map<Member, MethodNode> defaults = defaults(v);
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
    void whatDependsOnTheObjectHasNone(int release) throws Exception {
        Version v = unit(release, "int p; int q = next(); int r = p + 1; Object t = this; int u; int w; int x; String y = System.getProperty(\"y\"); Object z = new A(1);"
                + " Supplier<Object> c = () -> p; static int state; int st = state; int cond = Math.abs(state) > 1 ? 1 : 2;"
                + " int next() { return 1; } A(int p) { this.p = p; u = 1; if (p > 0) w = 1; x = 1; x = 2; } A() { u = 2; x = 1; }");
        assertEquals(Set.of(), names(defaults(v).keySet()));
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
