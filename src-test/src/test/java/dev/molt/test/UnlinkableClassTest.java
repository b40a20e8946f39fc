package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.molt.protocol.report.Outcome;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.Trees;
import java.nio.file.Files;
import java.nio.file.Path;

/** A class that is loaded and can't be linked, as libraries have them for what an application may lack, beside classes that change. */
class UnlinkableClassTest {

    private static Path version(Targets targets, String name, String text, String optional) throws Exception {
        Path all = Javac.standard().compile("unlinkable-" + name, """
                package kit;
                public class Main {
                    public static String look() throws Exception { return Class.forName("kit.Optional", false, Main.class.getClassLoader()).getSimpleName(); }
                    public static String text() { return "%s"; }
                }
                """.formatted(text), """
                package kit;
                class Optional { Base make() { System.out.println("%s"); return new Missing(); } }
                """.formatted(optional), "package kit; class Base { }", "package kit; class Missing extends Base { }");
        Path version = Trees.copy(all, targets.directory().resolve(name));
        Files.delete(version.resolve("kit/Missing.class"));
        return version;
    }

    @LiveUpdate
    void itIsInNobodysWayUnlessItChanges(Targets targets) throws Exception {
        Target target = targets.start(version(targets, "v1", "one", "made"));
        assertEquals("Optional", target.call("kit.Main", "look"));
        assertEquals("one", target.call("kit.Main", "text"));
        target.molt("apply", version(targets, "v2", "two", "made"), "--json").expect(0, Outcome.APPLIED);
        assertEquals("two", target.call("kit.Main", "text"));
        target.molt("apply", version(targets, "v3", "three", "made anew"), "--exclude", "kit.Optional", "--json").expect(0, Outcome.APPLIED);
        assertEquals("three", target.call("kit.Main", "text"));
    }
}
