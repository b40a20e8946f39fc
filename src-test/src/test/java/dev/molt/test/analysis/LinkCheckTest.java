package dev.molt.test.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.molt.engine.dependents.ClassReferences;
import dev.molt.engine.dependents.Dangling;
import dev.molt.engine.dependents.LinkCheck;
import dev.molt.engine.dependents.ReferenceScanner;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Jdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References that the VM would not link are found, with the words that people read, and no others. */
class LinkCheckTest {
    /** The class that changes. */
    private static final String USED = """
            package lib;
            public class Used {
                public static int code = 1;
                public int amount;
                public static long total(int n) { return n; }
                public int net() { return 1; }
                protected int kept() { return 1; }
                public Used() { }
                public Used(int n) { }
            }
            """;
    private static final String FACE = "package lib; \npublic interface Face { int price(); default int more() { return 1; } static int none() { return 0; } }";
    /** Stays as it is. */
    private static final String USER = """
            package app;
            import lib.*;
            public class User extends Used {
                long total() { return Used.total(1); }
                int net(Used u) { return u.net(); }
                protected int kept() { return super.kept(); }
                int code() { return Used.code; }
                void amount(Used u) { u.amount = 2; }
                Object make() { return new Used(3); }
                java.util.function.IntSupplier handle(Used u) { return u::net; }
            }
            class Faced implements Face {
                public int price() { return 1; }
                int call(Face f) { return f.more() + Face.none(); }
            }
            class Types {
                Object cast(Object o) { return (Used) o; }
                Class<?> name() { return Used[].class; }
            }
            """;

    private static Path compiled() {
        return Javac.standard().compile("link", USED, FACE, USER.replace("public class User", "class Users { }\nclass User"));
    }

    private static List<Dangling> check(JarWorld world) throws Exception {
        List<ClassReferences> all = new ArrayList<>();
        for (byte[] bytes : world.all()) all.add(ReferenceScanner.scan(bytes));
        return new LinkCheck(world).check(all);
    }

    @Test
    void whatLinksIsLeftAlone() throws Exception {
        assertEquals(List.of(), check(new JarWorld(compiled())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            public static long total(int n) { return n; } | ""                                             | app.User.total(): long, line 5 refers to lib.Used.total(int): long: no method total(int): long in lib.Used
            public static long total(int n)               | public static int total(int n)                 | app.User.total(): long, line 5 refers to lib.Used.total(int): long: no method total(int): long in lib.Used
            public static long total(int n)               | public long total(int n)                       | app.User.total(): long, line 5 refers to lib.Used.total(int): long: is not static in lib.Used
            public static long total(int n)               | private static long total(int n)               | app.User.total(): long, line 5 refers to lib.Used.total(int): long: is private in lib.Used
            public static long total(int n)               | static long total(int n)                       | app.User.total(): long, line 5 refers to lib.Used.total(int): long: is package-private in lib.Used
            public int net() { return 1; }                | public static int net() { return 1; }          | app.User.net(lib.Used): int, line 6 refers to lib.Used.net(): int: is static in lib.Used
            public int net() { return 1; }                | protected int net() { return 1; }              | ""
            protected int kept() { return 1; }            | int kept() { return 1; }                       | app.User.kept(): int, line 7 refers to lib.Used.kept(): int: is package-private in lib.Used
            protected int kept()                          | protected final int kept()                     | app.User.kept(): int refers to lib.Used.kept(): int: is final in lib.Used, but overridden
            public static int code = 1;                   | public int code = 1;                           | app.User.code(): int, line 8 refers to lib.Used.code: int: is not static in lib.Used
            public static int code = 1;                   | public static long code = 1;                   | app.User.code(): int, line 8 refers to lib.Used.code: int: no field code: int in lib.Used
            public static int code = 1;                   | private static int code = 1;                   | app.User.code(): int, line 8 refers to lib.Used.code: int: is private in lib.Used
            public int amount;                            | public final int amount = Integer.parseInt("1"); | app.User.amount(lib.Used): void, line 9 refers to lib.Used.amount: int: is final in lib.Used
            public Used(int n) { }                        | ""                                             | app.User.make(): Object, line 10 refers to lib.Used.<init>(int): no constructor <init>(int) in lib.Used
            public class Used {                           | public abstract class Used {                   | app.User.make(): Object, line 10 refers to lib.Used: is abstract, no object can be made of it
            public class Used {                           | public final class Used {                      | app.User refers to lib.Used: is final, but extended
            public class Used {                           | class Used {                                   | app.Types.cast(Object): Object, line 18 refers to lib.Used: the class is not public
            """)
    void brokenReferencesToAClass(String before, String after, String expected) throws Exception {
        String edited = USED.replace(before, after);
        assertFalse(edited.equals(USED), before);
        Path folder = Javac.standard().compile("link-edit", edited);
        JarWorld world = new JarWorld(compiled()).replace("lib/Used", new JarWorld(folder).files().get("lib/Used"));
        List<String> texts = check(world).stream().map(Dangling::text).toList();
        if (expected.isEmpty()) assertEquals(List.of(), texts);
        else assertEquals(List.of(expected), texts.stream().filter(expected::equals).toList(), texts::toString);
    }

    @Test
    void removedClassIsTold() throws Exception {
        List<Dangling> found = check(new JarWorld(compiled()).replace("lib/Used", null));
        List<String> texts = found.stream().map(Dangling::text).toList();
        assertEquals(List.of("app.User refers to lib.Used: no class lib.Used"), texts.stream().filter(t -> t.startsWith("app.User refers")).toList());
        assertEquals(1, texts.stream().filter("app.Types.name(): Class, line 19 refers to lib.Used: no class lib.Used"::equals).count(),
                texts::toString);
    }

    @Test
    void kindsOfTypesAreTold() throws Exception {
        Path folder = Javac.standard().compile("link-kind", "package lib; public class Face { public int price() { return 1; } "
                + "public int more() { return 1; } public static int none() { return 1; } }".replace(" public", "\npublic"));
        List<String> texts = check(new JarWorld(compiled()).replace("lib/Face", new JarWorld(folder).files().get("lib/Face"))).stream()
                .map(Dangling::text).toList();
        assertEquals(List.of("app.Faced.call(lib.Face): int, line 15 refers to lib.Face.more(): int: lib.Face is a class, but called as an interface",
                "app.Faced.call(lib.Face): int, line 15 refers to lib.Face.none(): int: lib.Face is a class, but called as an interface",
                "app.Faced refers to lib.Face: is a class, but implemented as an interface"), texts);
    }

    @Test
    void missingImplementationsAreNotes() throws Exception {
        Path folder = Javac.standard().compile("link-face", FACE.replace("int price();", "int price(); long added();"));
        List<Dangling> found = check(new JarWorld(compiled()).replace("lib/Face", new JarWorld(folder).files().get("lib/Face")));
        assertEquals(List.of(new Dangling("app.Faced", null, -1, "lib.Face.added(): long", "is abstract and not implemented", true)), found);
    }

    @Test
    void privateMembersAreForTheNestOnly() throws Exception {
        String with = "package nest;\nclass Host { private int secret; class In { int look() { return secret; } } }";
        String without = "package nest;\nclass Host { private int secret; }";
        JarWorld world = new JarWorld(Javac.standard().compile("nest", with));
        assertEquals(List.of(), check(world));
        world.replace("nest/Host", new JarWorld(Javac.standard().compile("nest", without)).files().get("nest/Host"));
        assertEquals(List.of("nest.Host$In.look(): int, line 2 refers to nest.Host.secret: int: is private in nest.Host"),
                check(world).stream().map(Dangling::text).toList());
    }

    @Test
    void sealedTypesHaveToPermit() throws Exception {
        String before = "package seal;\nsealed class Shape permits Round, Flat { }\nfinal class Round extends Shape { }\nfinal class Flat extends Shape { }";
        String after = "package seal;\nsealed class Shape permits Round { }\nfinal class Round extends Shape { }";
        JarWorld world = new JarWorld(Javac.standard().compile("seal", before));
        assertEquals(List.of(), check(world));
        world.replace("seal/Shape", new JarWorld(Javac.standard().compile("seal", after)).files().get("seal/Shape"));
        assertEquals(List.of("seal.Flat refers to seal.Shape: is sealed and does not permit it"), check(world).stream().map(Dangling::text).toList());
    }

    /** Libraries refer to optional classes that are not there, and to nothing else that is amiss. */
    @Test
    void realLibrariesAreNotAccused() throws Exception {
        List<Path> roots = new ArrayList<>(Corpus.libraries());
        roots.addAll(Corpus.compiled(Jdk.oldest()));
        List<String> accused = check(new JarWorld(roots.toArray(new Path[0]))).stream().filter(d -> !d.problem().startsWith("no class "))
                .map(Dangling::text).toList();
        assertEquals(List.of(), accused);
    }

    /** Code that was compiled in many pieces, with signature-polymorphic calls and deep hierarchies. */
    @Test
    void thePlatformIsNotAccused() throws Exception {
        List<ClassReferences> all = new ArrayList<>();
        JarWorld world = new JarWorld();
        for (String name : Platform.classes("java.base", "java/util/concurrent", "java/lang/invoke", "java/time", "java/util/stream")) {
            byte[] bytes = Platform.bytes("java.base", name);
            all.add(ReferenceScanner.scan(bytes));
            world.replace(name, bytes);
        }
        assertEquals(List.of(), new LinkCheck(world).check(all).stream().map(Dangling::text).toList());
    }
}
