package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Findings;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Real libraries that look at classes. Each is used before an update, so that its caches are warm, after it, and after its revert: both the
 * objects of the library that live on, and new ones.
 */
class LibrariesTest {
    /**
     * A call of the program.
     *
     * @param v1 what it returns in version 1, at first and after the revert
     * @param live what it returns after the update
     * @param v2 what it returns after a fresh start of version 2
     */
    private record Use(String call, String v1, String live, String v2) {
        String of(Target target) {
            return target.call("libs." + call.substring(0, call.indexOf('.')), call.substring(call.indexOf('.') + 1));
        }
    }

    /** Behaves as if version 2 had been started. */
    private static Use as(String call, String v1, String v2) {
        return new Use(call, v1, v2, v2);
    }

    /** Goes on with what it knew, as far as told. */
    private static Use stale(String call, String v1, String live, String v2) {
        return new Use(call, v1, live, v2);
    }

    private static final String JSON1 = "{'name':'ann','kind':'A'} bob/null Point[x=1]".replace('\'', '"');
    private static final String JSON2 = "{'name':'ann','kind':'A','town':null,'years':18} bob/C/7 Point[x=1, y=2]".replace('\'', '"');
    private static final String GSON2 = "{'name':'ann','kind':'A','years':18} bob/C/7 Point[x=1, y=2]".replace('\'', '"');
    private static final String INVALID = "age must be greater than or equal to 21, name size must be between 0 and 2, town must not be null";
    private static final String TESTS2 = "[1] C SUCCESSFUL, [2] A SUCCESSFUL, [3] B SUCCESSFUL, bye() SUCCESSFUL, hello() SUCCESSFUL";

    private static final List<Use> USES = List.of(
            // By ordinal: the note tells that others than the program may keep things so.
            stale("JacksonUse.kept", JSON1, "{'name':'ann','kind':'B'} bob/null/18 Point[x=1, y=0]".replace('\'', '"'), JSON2),
            as("JacksonUse.flushed", JSON1, JSON2),
            as("JacksonUse.fresh", JSON1, JSON2),
            as("JacksonUse.constants", "['A','B']".replace('\'', '"'), "['C','A','B']".replace('\'', '"')),
            stale("GsonUse.kept", JSON1, "{'name':'ann','kind':'A'} bob/null/18 Point[x=1, y=0]".replace('\'', '"'), GSON2),
            as("GsonUse.fresh", JSON1, GSON2),
            stale("ValidatorUse.kept", "", "", INVALID),
            as("ValidatorUse.fresh", "", INVALID),
            stale("SpringUse.kept", "greeter settings hello ann true", "greeter settings hi ann true",
                    "greeter libs.More settings seven town hi ann true"),
            as("SpringUse.fresh", "greeter settings hello ann true", "greeter libs.More settings seven town hi ann true"),
            as("SpringUse.classFiles", "[] 0", "[org.springframework.stereotype.Component] 0"),
            stale("SpringUse.scanned", "libs.Settings", "libs.Settings", "libs.Greeter libs.More libs.Settings"),
            as("SpringUse.properties", "class kind name ann/A false", "age class kind name town ann/A/18 true"),
            as("SpringUse.annotations", "null null false", "@org.springframework.stereotype.Component(\"greets\") "
                    + "@java.lang.Deprecated(forRemoval=false, since=\"\") true"),
            stale("CglibUse.kept", "[[hello x]]", "[[hi x] bye]", "[[hi x] [bye]]"),
            as("CglibUse.fresh", "[[hello x]]", "[[hi x] [bye]]"),
            stale("ByteBuddyUse.kept", "[[hello x]]", "[[hi x] bye]", "[[hi x] [bye]]"),
            as("ByteBuddyUse.fresh", "[[hello x]]", "[[hi x] [bye]]"),
            stale("MockitoUse.kept", "kept.hello", "kept.hello bye", "kept.hello kept.bye"),
            stale("MockitoUse.fresh", "new.hello", "new.hello bye", "new.hello new.bye"),
            as("MockitoUse.inline", "mocked old", "mocked new"),
            as("JUnitUse.kept", "hello() SUCCESSFUL", TESTS2),
            as("JUnitUse.fresh", "hello() SUCCESSFUL", TESTS2));

    @LiveUpdate
    void seeTheNewVersion(Targets targets) {
        Path v1 = version("v1");
        Path v2 = version("v2");
        Target target = start(targets, v1);
        // Spring's static caches are emptied by each new context: what comes before that in the list is not warm otherwise.
        for (Use use : USES) use.of(target);
        check(target, USES.stream().map(Use::v1).toList(), "before the update");
        Verdict applied = target.molt("apply", v2, "--from", v1, "--json").expect(0, Outcome.APPLIED);
        Findings.naming(applied, "libs.Kind", "constants get other ordinals");
        check(target, USES.stream().map(Use::live).toList(), "after the update");
        assertEquals("new.hello new.bye", target.call("libs.MockitoUse", "flushed"));
        target.molt("revert", "--json").expect(0, Outcome.REVERTED);
        List<Use> inline = USES.stream().filter(u -> u.call().equals("MockitoUse.inline")).toList();
        check(target, USES.stream().map(u -> inline.contains(u) ? null : u.v1()).toList(), "after the revert");

        assertEquals("mocked", target.call("libs.MockitoUse", "inlineGreeter"));
        Verdict refused = target.molt("apply", v2, "--from", v1, "--json").expect(3, Outcome.REFUSED);
        Findings.naming(refused, "libs.Greeter", "another agent has changed this class after it was loaded");
        target.call("libs.MockitoUse", "flushed");
        target.molt("apply", v2, "--from", v1, "--json").expect(0, Outcome.APPLIED);
    }

    /** Mockito's agent describes a class by reflection, and is handed the class file of the VM. */
    @LiveUpdate
    void inlineMocksOfAClassThatGotAnotherShape(Targets targets) {
        Path v1 = version("v1");
        Path v2 = version("v2");
        Target target = start(targets, v1);
        assertEquals("hello x", target.call("libs.MockitoUse", "noMock"));
        target.molt("apply", v2, "--from", v1, "--json").expect(0, Outcome.APPLIED);
        assertEquals("mocked", target.call("libs.MockitoUse", "inlineGreeter"));
        assertEquals("hi x", target.call("libs.MockitoUse", "noMock"), "who is no mock runs the new code");
        target.call("libs.MockitoUse", "flushed");
        target.molt("revert", "--json").expect(0, Outcome.REVERTED);
        assertEquals("hello x", target.call("libs.MockitoUse", "noMock"));
    }

    @LiveUpdate
    void aFreshStartIsWhatItIsComparedWith(Targets targets) {
        check(start(targets, version("v2")), USES.stream().map(Use::v2).toList(), "in a fresh start");
    }

    /** @param expected null where nothing is to be asked */
    private static void check(Target target, List<String> expected, String when) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < USES.size(); i++) {
            if (expected.get(i) == null) continue;
            String result = USES.get(i).of(target);
            if (!result.equals(expected.get(i))) problems.add(USES.get(i).call() + ": " + result + ", and not " + expected.get(i));
        }
        assertTrue(problems.isEmpty(), () -> when + "\n" + String.join("\n", problems));
    }

    private static Target start(Targets targets, Path version) {
        List<Path> classPath = new ArrayList<>(List.of(version));
        classPath.addAll(Layout.libraries());
        Path mockito = Layout.libraries().stream().filter(j -> j.getFileName().toString().startsWith("mockito-core")).findFirst().orElseThrow();
        return targets.launch().classPath(classPath.toArray(Path[]::new)).withAgent(mockito, "").start();
    }

    private static Path version(String version) {
        Map<String, String> sources = new TreeMap<>();
        for (String folder : List.of("all", version)) sources.putAll(sources("/programs/libraries/" + folder));
        return Javac.standard().against(Layout.libraries().toArray(Path[]::new)).compile("libraries-" + version, sources);
    }

    private static Map<String, String> sources(String resource) {
        try {
            Path folder = Path.of(LibrariesTest.class.getResource(resource).toURI());
            Map<String, String> sources = new TreeMap<>();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    sources.put(folder.relativize(file).toString(), Files.readString(file));
                }
            }
            return sources;
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
