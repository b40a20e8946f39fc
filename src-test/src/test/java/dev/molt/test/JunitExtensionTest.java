package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Targets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The extension for JUnit, as an application's tests use it: they are run by JUnit's own launcher in a JVM of their own. */
class JunitExtensionTest {
    private static final String PROGRAM = """
            package lamp;
            public class Main {
                public static void main(String[] args) throws Exception {
                    System.out.println("lamp is on, " + args[0]);
                    for (String last = ""; ; Thread.sleep(20)) {
                        String now = Lamp.colour();
                        if (!now.equals(last)) System.out.println("colour " + (last = now));
                    }
                }
            }
            """;
    private static final String TESTS = """
            package lamp;
            import static org.junit.jupiter.api.Assertions.*;
            import dev.molt.api.*;
            import dev.molt.junit.ForkedProgram;
            import java.nio.file.Path;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.extension.RegisterExtension;
            class LampTest {
                @RegisterExtension
                final ForkedProgram lamp = ForkedProgram.main("lamp.Main").classPath(Path.of(System.getProperty("v1"))).arguments("hello")
                        .on(Path.of(System.getProperty("home"))).ready("lamp is on, (\\\\w+)");

                @Test
                void updates() {
                    assertEquals("hello", lamp.ready().group(1));
                    lamp.await("colour white");
                    Update next = Update.to(Path.of(System.getProperty("v2"))).because("warmer");
                    assertEquals(Outcome.PLANNED, lamp.plan(next).outcome());
                    Verdict verdict = lamp.apply(next);
                    assertTrue(verdict.live(), verdict::toString);
                    assertEquals("lamp.Lamp", verdict.plan().classes().get(0).className());
                    lamp.await("colour yellow 1");
                    assertEquals("warmer", lamp.history().get(0).reason());
                    assertEquals(Outcome.REVERTED, lamp.revert().outcome());
                    Verdict refused = lamp.apply(Update.to(Path.of(System.getProperty("broken"))));
                    assertEquals(Outcome.REFUSED, refused.outcome());
                    assertTrue(refused.findings().get(0).toString().contains("colour()"), refused::toString);
                }

                @Test
                void fails() {
                    lamp.await("colour white");
                    fail("on purpose");
                }
            }
            """;

    private static Path version(String label, String lamp) {
        return Javac.standard().compile("lamp-" + label, PROGRAM, "package lamp; class Lamp { " + lamp + " }");
    }

    @LiveUpdate
    void anApplicationsOwnTests(Targets targets) throws Exception {
        List<Path> classPath = new ArrayList<>(List.of(Layout.junitJar(), Layout.apiJar()));
        for (Path jar : Layout.libraries()) {
            if (Stream.of("junit-platform-console", "gson-").anyMatch(jar.getFileName().toString()::startsWith)) classPath.add(jar);
        }
        Path tests = Javac.standard().against(classPath.toArray(Path[]::new)).compile("lamp-tests", TESTS);
        classPath.add(tests);
        Process junit = new ProcessBuilder(targets.jdk().java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m",
                "-Djava.io.tmpdir=" + targets.directory(), "-Dhome=" + targets.jdk().home(),
                "-Dv1=" + version("1", "static String colour() { return \"white\"; }"),
                "-Dv2=" + version("2", "private static int n; static String colour() { return \"yellow \" + level(); } static int level() { return 1 + n; }"),
                "-Dbroken=" + Javac.standard().compile("lamp-broken", "package lamp; class Lamp { }"),
                "-cp", classPath.stream().map(Path::toString).collect(Collectors.joining(":")),
                "org.junit.platform.console.ConsoleLauncher", "execute", "-c", "lamp.LampTest", "--disable-banner", "--disable-ansi-colors", "--details=tree")
                .redirectErrorStream(true).start();
        String said = new String(junit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, junit.waitFor(), said);
        assertTrue(said.contains("1 tests successful") && said.contains("1 tests failed"), said);
        assertTrue(said.contains("on purpose") && said.contains("the program printed\nlamp is on, hello\ncolour white"), said);
    }
}
