package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.molt.protocol.report.CompiledSource;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.BootJar;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** Updates from sources of programs that are built and run in other ways than from one folder on a class path. */
class SourceProgramsTest {
    private static final String MODULE = "module app.main { requires java.sql; exports app; }";
    private static final String PART = "package app; class Part { static String name() { return \"part\"; } }";
    private static final String APP = """
            package app;
            public class App {
                public static String run() { return java.sql.Types.INTEGER + Part.name(); }
            }
            """;

    private static void write(Path src, String file, String text) throws IOException {
        write(src, file, text, StandardCharsets.UTF_8);
    }

    private static void write(Path src, String file, String text, Charset encoding) throws IOException {
        Path to = src.resolve(file);
        Files.createDirectories(to.getParent());
        Files.writeString(to, text, encoding);
    }

    private static Set<String> compiled(Verdict verdict) {
        return verdict.plan().compiled().stream().map(CompiledSource::source).map(s -> s.replaceAll(".*/", "")).collect(Collectors.toSet());
    }

    @LiveUpdate
    void aModule(Targets targets) throws IOException {
        Path src = targets.directory().resolve("src");
        write(src, "module-info.java", MODULE);
        write(src, "app/Part.java", PART);
        write(src, "app/App.java", APP);
        Target target = targets.launch().modulePath("app.main", Javac.standard().compile("source-module", MODULE, PART, APP)).start();
        assertEquals("4part", target.call("app.App", "run"));
        target.molt("apply", "--source", src).expect(0).says("nothing to do");

        write(src, "app/App.java", APP.replace("java.sql.Types.INTEGER", "java.sql.Types.BIGINT"));
        Verdict body = target.molt("apply", "--source", src, "--json").expect(0, Outcome.APPLIED);
        assertEquals(Set.of("App.java"), compiled(body));
        assertEquals("-5part", target.call("app.App", "run"));

        write(src, "app/App.java", APP.replace("java.sql.Types.INTEGER", "java.net.http.HttpClient.newHttpClient()"));
        target.molt("apply", "--source", src).expect(3).says("App.java:3: error: package java.net.http is not visible");
    }

    @LiveUpdate(jdks = 17)
    void aModuleThatRunsOnTheClassPath(Targets targets) throws IOException {
        Path src = targets.directory().resolve("src");
        write(src, "module-info.java", MODULE);
        write(src, "app/Part.java", PART.replace("\"part\"", "\"of a whole\""));
        write(src, "app/App.java", APP);
        Target target = targets.start(Javac.standard().compile("source-module", MODULE, PART, APP));
        assertEquals("4part", target.call("app.App", "run"));
        target.molt("apply", "--source", src).expect(0).says("applied");
        assertEquals("4of a whole", target.call("app.App", "run"));
    }

    @LiveUpdate(jdks = 17)
    void severalRootsEncodingAndPreviewFeatures(Targets targets) throws IOException {
        Path main = targets.directory().resolve("main");
        Path generated = targets.directory().resolve("generated");
        String app = "package app; public class App { public static String run() { return switch ((Object) Part.name()) { case String s -> s; default -> \"\"; }; } }";
        Path classes = Javac.standard().with("--enable-preview").compile("source-preview", PART, app);
        Target target = targets.launch().classPath(classes).args("--enable-preview").start();
        assertEquals("part", target.call("app.App", "run"));
        write(generated, "app/Part.java", PART.replace("\"part\"", "\"\u00e4rger\""), StandardCharsets.ISO_8859_1);
        write(main, "app/App.java", app.replace("-> s;", "-> s.length() + s;"));
        target.molt("apply", "--source", main, "--source", generated, "--encoding", "ISO-8859-1").expect(0).says("applied");
        assertEquals("5\u00e4rger", target.call("app.App", "run"));
    }

    @LiveUpdate
    void jarsInAJar(Targets targets) throws Exception {
        String library = "package lib; public class Lib { public static String help() { return \"lib\"; } public static String more() { return \"more\"; } }";
        Path lib = Javac.standard().compile("source-boot-lib", library);
        String app = "package app; public class App { public static String run() { return lib.Lib.help(); } }";
        Path jar = BootJar.write(targets.directory().resolve("app.jar"), Javac.standard().against(lib).compile("source-boot", app), lib);
        Target target = targets.launch().jar(jar).start();
        assertEquals("lib", target.call("app.App", "run"));
        Path src = targets.directory().resolve("src");
        write(src, "app/App.java", app.replace("lib.Lib.help()", "lib.Lib.help() + lib.Lib.more()"));
        target.molt("apply", "--source", src).expect(0).says("applied");
        assertEquals("libmore", target.call("app.App", "run"));
    }
}
