package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.ClassReport;
import dev.molt.protocol.report.ClassReport.Action;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.BootJar;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.nio.file.Path;
import java.util.List;

/** Classes of every kind of class loader, and of several at once. */
class LoadersTest {
    private static final String LOADERS = "dev.molt.test.inside.Loaders";

    private static Path plugin(String version, String more) {
        return Javac.standard().compile("plugin-" + version, """
                package plug;
                public class Plugin { public static String run() { return "plugin %s"%s; } }
                """.formatted(version, more));
    }

    @LiveUpdate
    void theSameVersionInTwoLoadersIsUpdatedInBoth(Targets targets) {
        Path v1 = plugin("1", "");
        Path v2 = Javac.standard().compile("plugin-new", """
                package plug;
                public class Plugin { static String by = Helper.help(); public static String run() { return "plugin 2 " + by; } }
                """, "package plug; class Helper { static String help() { return \"helped\"; } }");
        Target target = targets.start();
        target.call(LOADERS, "url", "left", v1.toString());
        target.call(LOADERS, "url", "right", v1.toString());
        assertEquals("plugin 1", target.call(LOADERS, "call", "left", "plug.Plugin", "run"));
        assertEquals("plugin 1", target.call(LOADERS, "call", "right", "plug.Plugin", "run"));

        Verdict plan = target.molt("plan", v2, "--json").expect(0, Outcome.PLANNED);
        List<ClassReport> changed = plan.plan().classes().stream().filter(c -> c.className().equals("plug.Plugin")).toList();
        assertEquals(2, changed.size(), plan::text);
        assertNotEquals(changed.get(0).loader(), changed.get(1).loader(), "told per loader");
        assertEquals(2, plan.plan().classes().stream().filter(c -> c.action() == Action.DEFINE).count(), "a new class in each");

        String chosen = changed.get(0).loader();
        target.molt("apply", v2, "--loader", chosen, "--json").expect(0, Outcome.APPLIED);
        List<String> now = List.of(target.call(LOADERS, "call", "left", "plug.Plugin", "run"),
                target.call(LOADERS, "call", "right", "plug.Plugin", "run"));
        assertTrue(now.contains("plugin 1") && now.contains("plugin 2 helped"), now::toString);

        Verdict rest = target.molt("apply", v2, "--json").expect(0, Outcome.APPLIED);
        assertTrue(rest.plan().classes().stream().noneMatch(c -> c.loader().equals(chosen)), rest::text);
        assertEquals("plugin 2 helped", target.call(LOADERS, "call", "left", "plug.Plugin", "run"));
        assertEquals("plugin 2 helped", target.call(LOADERS, "call", "right", "plug.Plugin", "run"));
        target.molt("revert").expect(0);
        target.molt("revert").expect(0);
        assertEquals("plugin 1", target.call(LOADERS, "call", "left", "plug.Plugin", "run"));
        assertEquals("plugin 1", target.call(LOADERS, "call", "right", "plug.Plugin", "run"));
        target.molt("apply", v2, "--loader", "no-such-loader").expect(3).says("no-such-loader");
    }

    @LiveUpdate
    void onlyTheLoaderThatHoldsTheOldVersion(Targets targets) {
        Path v1 = plugin("1", "");
        Path other = plugin("other", " + 0");
        Target target = targets.start();
        target.call(LOADERS, "url", "left", v1.toString());
        target.call(LOADERS, "url", "right", other.toString());
        target.call(LOADERS, "call", "left", "plug.Plugin", "run");
        target.call(LOADERS, "call", "right", "plug.Plugin", "run");
        target.molt("apply", plugin("2", ""), "--from", v1, "--json").expect(0, Outcome.APPLIED);
        assertEquals("plugin 2", target.call(LOADERS, "call", "left", "plug.Plugin", "run"));
        assertEquals("plugin other0", target.call(LOADERS, "call", "right", "plug.Plugin", "run"));
    }

    @LiveUpdate
    void aParallelCapableLoaderOfTheApplication(Targets targets) {
        Target target = targets.start();
        target.call(LOADERS, "custom", "own", plugin("1", "").toString());
        assertEquals("plugin 1", target.call(LOADERS, "call", "own", "plug.Plugin", "run"));
        Path v2 = Javac.standard().compile("plugin-parallel", """
                package plug;
                public class Plugin { public static String run() { return "plugin 2 " + new Helper(); } }
                """, "package plug; record Helper() {}");
        target.molt("apply", v2, "--json").expect(0, Outcome.APPLIED);
        assertEquals("plugin 2 Helper[]", target.call(LOADERS, "call", "own", "plug.Plugin", "run"));
        target.molt("revert").expect(0);
        assertEquals("plugin 1", target.call(LOADERS, "call", "own", "plug.Plugin", "run"),
                "though the loader gives no resources");
    }

    @LiveUpdate
    void aNamedModule(Targets targets) {
        String module = "module app.main { exports app; }";
        Path v1 = Javac.standard().compile("module-v1", module,
                "package app; public class App { public static String run() { return \"one in \" + App.class.getModule(); } }");
        Path v2 = Javac.standard().compile("module-v2", module,
                "package app; public class App { public static String run() { return \"two \" + new Part().where(); } }",
                "package app; class Part { String where() { return \"in \" + Part.class.getModule(); } }");
        Target target = targets.launch().modulePath("app.main", v1).start();
        assertEquals("one in module app.main", target.call("app.App", "run"));
        target.molt("apply", v2, "--json").expect(0, Outcome.APPLIED);
        assertEquals("two in module app.main", target.call("app.App", "run"));
        target.molt("revert").expect(0);
        assertEquals("one in module app.main", target.call("app.App", "run"));
    }

    @LiveUpdate
    void springBootsNestedJars(Targets targets) throws Exception {
        String app = """
                package app;
                public class App {
                    public static String run() {
                        return "app %s, " + lib.Lib.name() + "%s in " + App.class.getClassLoader().getClass().getSimpleName();
                    }
                }
                """;
        String lib = "package lib; public class Lib { public static String name() { return \"lib %s\"; } }";
        Path lib1 = Javac.standard().compile("boot-lib1", lib.formatted("1"));
        Path lib2 = Javac.standard().compile("boot-lib2", lib.formatted("2"));
        Path app1 = Javac.standard().against(lib1).compile("boot-app1", app.formatted("1", ""));
        Path app2 = Javac.standard().against(lib1).compile("boot-app2", app.formatted("2", "\" + new Extra() + \""),
                "package app; class Extra { public String toString() { return \" and more\"; } }");
        Path jar1 = BootJar.write(targets.directory().resolve("boot1.jar"), app1, lib1);
        Path jar2 = BootJar.write(targets.directory().resolve("boot2.jar"), app2, lib2);
        Target target = targets.launch().jar(jar1).start();
        assertEquals("app 1, lib 1 in LaunchedClassLoader", target.call("app.App", "run"));
        Verdict verdict = target.molt("apply", jar2, "--from", jar1, "--json").expect(0, Outcome.APPLIED);
        assertEquals(List.of("app.App", "app.Extra", "lib.Lib"), List.copyOf(UpdateTest.actions(verdict).keySet()));
        assertEquals("app 2, lib 2 and more in LaunchedClassLoader", target.call("app.App", "run"));
        target.molt("revert").expect(0);
        assertEquals("app 1, lib 1 in LaunchedClassLoader", target.call("app.App", "run"));
    }

    @LiveUpdate
    void aLoaderThatGoesAwayIsNotHeld(Targets targets) {
        Path v1 = plugin("1", "");
        Target target = targets.start();
        target.call(LOADERS, "url", "short-lived", v1.toString());
        target.call(LOADERS, "call", "short-lived", "plug.Plugin", "run");
        target.molt("apply", plugin("2", ""), "--json").expect(0, Outcome.APPLIED);
        assertEquals("plugin 2", target.call(LOADERS, "call", "short-lived", "plug.Plugin", "run"));
        target.call(LOADERS, "close", "short-lived");
        target.molt("status").expect(0);
        Await.until("the class is unloaded", () -> {
            target.call("java.lang.System", "gc");
            return target.fingerprint().classes().keySet();
        }, names -> names.stream().noneMatch(name -> name.startsWith("plug.Plugin@")));
    }
}
