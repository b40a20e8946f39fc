package dev.molt.test.evolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.engine.evolve.Member;
import dev.molt.engine.statics.Slice;
import dev.molt.engine.statics.StaticInitialiser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What of a new static initialiser is run, and what it does. Slices run in a copy of the new class whose own initialiser does nothing. */
class StaticInitialiserTest {
    private static final String LOG = "static StringBuilder log = new StringBuilder(); static String log(String s) { log.append(s); return s; }";

    static List<Integer> releases() {
        return Version.releases();
    }

    private static Version unit(int release, String body) {
        return Version.of(release, "package s;\nimport java.util.*;\npublic class A {\n" + body + "\n}\n",
                "package s;\npublic class Log { " + LOG + " }\n");
    }

    private static Slice slice(Version v1, Version v2, String type) {
        return StaticInitialiser.slice(v1.get(type), v2.get(type), false);
    }

    private static Set<String> names(Set<Member> members) {
        Set<String> names = new TreeSet<>();
        for (Member m : members) names.add(m.name());
        return names;
    }

    /** The new version where the slice stands in the place of the static initialiser, and nothing is final. */
    private static Version sliced(Version v2, String type, Slice slice) {
        ClassNode c = new ClassNode();
        new ClassReader(v2.get(type)).accept(c, ClassReader.EXPAND_FRAMES);
        c.methods.removeIf(m -> m.name.equals("<clinit>"));
        for (FieldNode f : c.fields) {
            f.access &= ~Opcodes.ACC_FINAL;
            f.value = null;
        }
        MethodNode initialiser = new MethodNode(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        if (slice.code() == null) initialiser.visitInsn(Opcodes.RETURN);
        else slice.code().accept(initialiser);
        c.methods.add(initialiser);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        c.accept(writer);
        Map<String, byte[]> files = new TreeMap<>(v2.files());
        files.put(type, writer.toByteArray());
        return new Version(files);
    }

    private static Object run(Version v1, Version v2) throws ReflectiveOperationException {
        Slice slice = slice(v1, v2, "s/A");
        assertTrue(slice.refusals().isEmpty(), slice.refusals()::toString);
        return sliced(v2, "s/A", slice).run("s.A", "go");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void addedFieldsAreInitialisedInOrder(int release) throws Exception {
        Version v1 = unit(release, "static int n = 5;");
        Version v2 = unit(release, "static final List<String> L; static int n = 5; static long m = 7L;\n"
                + "static { L = new ArrayList<>(); for (String s : new String[] {\"p\", \"q\"}) L.add(s); }\n"
                + "static int size = L.size(); static final int K = 3; static final String S = \"k\";\n"
                + "static Object go() throws Exception { return L + \" \" + n + m + size"
                + " + A.class.getDeclaredField(\"K\").get(null) + A.class.getDeclaredField(\"S\").get(null); }");
        assertEquals("[p, q] 0723k", run(v1, v2));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void unchangedStatementsAreNotRepeated(int release) throws Exception {
        String block = "static { Log.log(\"once\"); } static int n; static { n++; Log.log(\"n\" + n); }";
        Version v1 = unit(release, block);
        Version v2 = unit(release, "static String a = Log.log(\"a\");" + block + "static { if (a != null) Log.log(\"new\"); }"
                + " static Object go() { return Log.log.toString() + n; }");
        assertEquals("anew0", run(v1, v2));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void changedFinalsAreComputedAnewAndWhatFollowsFromThem(int release) throws Exception {
        Version v1 = unit(release, "static final String V = \"v\".concat(\"1\"); static final String W = V + \"w\"; static String kept = \"a\".concat(V);"
                + " static final Map<String, Integer> T = new HashMap<>(); static { T.put(\"a\", 1); } static final Object SAME = new Object();");
        Version v2 = unit(release, "static final String V = \"v\".concat(\"2\"); static final String W = V + \"w\"; static String kept = \"b\".concat(V);"
                + " static final Map<String, Integer> T = new TreeMap<>(); static { T.put(\"a\", 1); T.put(\"b\", 2); } static final Object SAME = new Object();"
                + " static Object go() { return V + W + kept + T + SAME; }");
        Slice slice = slice(v1, v2, "s/A");
        assertEquals(Set.of("V", "W", "T"), names(slice.writes()));
        assertEquals("v2v2wnull{a=1, b=2}null", run(v1, v2));
        assertTrue(slice.notes().contains(new Slice.Note("kept", "keeps its value; its initialiser changed")), slice.notes()::toString);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void anAddedStatementOnAKeptObjectIsRunAlone(int release) throws Exception {
        String map = "static final Map<String, Integer> T = Log.log.isEmpty() ? new HashMap<>() : null; static { Log.log(\"a\"); ";
        Version v1 = unit(release, map + "}");
        Version v2 = unit(release, map + "Log.log(\"b\"); } static Object go() { return Log.log.toString(); }");
        assertEquals("b", run(v1, v2));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aStatementThatWritesBothLeavesStateAlone(int release) throws Exception {
        Version v1 = unit(release, "static int n; static { n = Log.log(\"x\").length(); }");
        Version v2 = unit(release, "static int n; static long m; static { if (Log.log(\"x\") != null) { m = 4L; n = 4; } }"
                + " static Object go() { return m + n; }");
        assertEquals(4L, run(v1, v2));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void branchesTriesAndLocals(int release) throws Exception {
        String field = "static int $; static { int a = 1; long b = 2; try { $ = Integer.parseInt(\"x\"); }"
                + " catch (NumberFormatException e) { $ = a + (int) b; } }\n";
        String old = field.replace("$", "o");
        Version v1 = unit(release, old);
        Version v2 = unit(release, old + "static int p; static { long z = 1; double d = 2; String s = \"\"; for (int i = 0; i < 3; i++) { z += i; if (z > 100) break; }"
                + " try { p = Integer.parseInt(s); } catch (NumberFormatException e) { p = (int) (z + d); } finally { Log.log(\"f\"); } }\n"
                + field.replace("$", "q")
                + "static int r = Log.log.length() > 0 ? p > 2 ? 1 : 2 : 3; static boolean t = !Log.log.toString().equals(\"f\");"
                + " static Object go() { return \"\" + o + p + q + r + t; }");
        assertEquals("0631false", run(v1, v2));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void changedConstantsAreWritten(int release) {
        Version v1 = unit(release, "static final int N = 1; static final int M = 1; static final String S = \"s\"; static int k = 1;");
        Version v2 = unit(release, "static final int N = 2; static final int M = 1; static final String S = \"s\".trim(); static int k = 2;");
        assertEquals(Set.of("N", "S"), names(slice(v1, v2, "s/A").writes()));
        assertNull(slice(v1, v1, "s/A").code());
        assertTrue(slice(v2, v2, "s/A").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void retypedStateIsConvertedAndFinalsAreNot(int release) throws Exception {
        Version v1 = unit(release, "static int n = 1; static final int F = Log.log(\"\").length(); static String t = \"\";");
        Version v2 = unit(release, "static long n = 1; static final long F = Log.log(\"\").length(); static int t = 7;"
                + " static Object go() { return n + \" \" + F + t; }");
        Slice slice = slice(v1, v2, "s/A");
        assertEquals(Map.of(new Member("n", "J"), new Member("n", "I")), slice.converted());
        assertEquals(Set.of("F", "t"), names(slice.writes()));
        assertEquals("0 07", run(v1, v2));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void assertionsGetTheirField(int release) throws Exception {
        Version v1 = unit(release, "static int n;");
        Version v2 = unit(release, "static Object go() { assert false; return \"disabled\"; }");
        assertEquals("disabled", run(v1, v2));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatComesBackKeepsItsValue(int release) {
        Version v1 = unit(release, "static Object o = new Object(); static final Object F = new Object();");
        Version v2 = unit(release, "");
        assertEquals(Set.of("o", "F"), names(slice(v2, v1, "s/A").writes()));
        Set<Member> waiting = Set.of(new Member("o", "Ljava/lang/Object;"), new Member("F", "Ljava/lang/Object;"));
        assertTrue(StaticInitialiser.slice(v2.get("s/A"), v1.get("s/A"), waiting).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aFullRunIsTheWholeInitialiser(int release) throws Exception {
        Version v1 = unit(release, "static int a = Log.log(\"a\").length(); static final int K = 2; static { for (int i = 0; i < K; i++) a += i; }"
                + " static Object go() { return a; }");
        Slice whole = StaticInitialiser.slice(v1.get("s/A"), v1.get("s/A"), true);
        assertEquals(2, sliced(v1, "s/A", whole).run("s.A", "go"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void addedEnumConstantsAreMadeAndOthersAreNot(int release) {
        Version v1 = Version.of(release, "package s;\npublic enum A { X, Y { int f() { return 2; } }; int f() { return 1; } }\n");
        Version v2 = Version.of(release, "package s;\npublic enum A { Z, Y { int f() { return 2; } }, X; int f() { return 1; } }\n");
        Slice slice = slice(v1, v2, "s/A");
        assertEquals(Set.of("Z", "$VALUES"), names(slice.writes()));
        assertEquals(List.of("Z"), slice.enumChange().added());
        assertEquals(Map.of("X", 2, "Y", 1), slice.enumChange().ordinals());
        assertTrue(slice.enumChange().movesOrdinals());
        assertTrue(slice.refusals().isEmpty());
        Slice back = slice(v2, v1, "s/A");
        assertEquals(Set.of("$VALUES"), names(back.writes()));
        assertEquals(Map.of("Z", 2, "Y", 1, "X", 0), back.enumChange().ordinals());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatGoesThroughAllConstantsDoesSoAgain(int release) {
        String rest = "; static final Map<String, A> M = new HashMap<>(); static { for (A a : values()) M.put(a.name(), a); }"
                + " static final int N = values().length; static final Set<A> S = EnumSet.allOf(A.class), T = EnumSet.noneOf(A.class); static int k = 1; }\n";
        Version v1 = Version.of(release, "package s;\nimport java.util.*;\npublic enum A { X, Y" + rest);
        Version v2 = Version.of(release, "package s;\nimport java.util.*;\npublic enum A { X, Y, Z" + rest);
        Slice slice = slice(v1, v2, "s/A");
        assertEquals(Set.of("Z", "$VALUES", "N", "S"), names(slice.writes()));
        assertTrue(Stream.of(slice.code().instructions.toArray()).anyMatch(i -> i instanceof MethodInsnNode c && c.name.equals("put")));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void livingConstantsTakeOverFinalFields(int release) {
        Version v1 = Version.of(release, "package s;\npublic enum A { X(1), Y(2); final int k; int hits; A(int k) { this.k = k; } }\n");
        Version v2 = Version.of(release, "package s;\npublic enum A { X(1), Y(3); final int k; int hits; A(int k) { this.k = k; } }\n");
        Slice slice = slice(v1, v2, "s/A");
        assertNull(slice.enumChange());
        assertNotNull(slice.code());
        assertEquals(1, Stream.of(slice.code().instructions.toArray()).filter(i -> i.getOpcode() == Opcodes.PUTFIELD).count());
        assertTrue(slice.writes().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aConstantThatLosesItsBodyIsRefusedAndOneThatGetsOneBecomesIt(int release) {
        Version v1 = Version.of(release, "package s;\npublic enum A { X, Y; int f() { return 1; } }\n");
        Version v2 = Version.of(release, "package s;\npublic enum A { X, Y { int f() { return 2; } }; int f() { return 1; } }\n");
        Slice becomes = slice(v1, v2, "s/A");
        assertTrue(becomes.refusals().isEmpty());
        assertEquals(1, Stream.of(becomes.code().instructions.toArray()).filter(i -> i instanceof MethodInsnNode m && m.name.equals("become")).count());
        assertEquals("Y", slice(v2, v1, "s/A").refusals().get(0).member());
    }
}
