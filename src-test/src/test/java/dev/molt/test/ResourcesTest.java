package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Findings;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Files of the new version that are no classes, and class files for those who read them. */
class ResourcesTest {
    private static final String APP = """
            package app;
            import java.io.*;
            import java.net.*;
            import java.util.*;
            public class App {
                %s
                public static String look() throws Exception {
                    ClassLoader loader = App.class.getClassLoader();
                    return ResourceBundle.getBundle("messages").getString("hello")
                        + ", " + text(App.class.getResourceAsStream("/messages.properties"))
                        + ", services" + services()
                        + ", shared " + texts(loader.getResources("shared.txt")) + " first " + text(loader.getResource("shared.txt").openStream())
                        + ", old " + text(loader.getResourceAsStream("old.txt")) + " " + Collections.list(loader.getResources("old.txt")).size()
                        + ", new " + text(loader.getResourceAsStream("sub/new one.txt"))
                        + ", class " + new String(App.class.getResourceAsStream("App.class").readAllBytes(), "ISO-8859-1").contains("ADDED".toLowerCase());
                }
                private static String services() {
                    String names = "";
                    for (Runnable r : ServiceLoader.load(Runnable.class)) names += " " + r.getClass().getSimpleName();
                    return names;
                }
                private static String texts(Enumeration<URL> urls) throws IOException {
                    String texts = "";
                    for (URL url : Collections.list(urls)) texts += "[" + text(url.openStream()) + "]";
                    return texts;
                }
                private static String text(InputStream in) throws IOException {
                    if (in == null) return "none";
                    try (in) { return new String(in.readAllBytes()).trim(); }
                }
            }
            """;

    private static String service(String name) {
        return "package app; public class " + name + " implements Runnable { public void run() {} }";
    }

    private static final Map<String, String> RESOURCES1 = Map.of("messages.properties", "hello=old", "old.txt", "old", "shared.txt", "v1",
            "META-INF/services/java.lang.Runnable", "app.One", "same.txt", "same");
    private static final Map<String, String> RESOURCES2 = Map.of("messages.properties", "hello=new", "sub/new one.txt", "new", "shared.txt", "v2",
            "META-INF/services/java.lang.Runnable", "app.One\napp.Two", "same.txt", "same");
    private static final String BEFORE = "old, hello=old, services One, shared [v1][of a library] first v1, old old 1, new none, class false";
    private static final String AFTER = "new, hello=new, services One Two, shared [v2][of a library] first v2, old none 0, new new, class true";

    private static Path folder(Path folder, Path classes, Map<String, String> resources) throws IOException {
        if (classes != null) Trees.copy(classes, folder);
        for (Map.Entry<String, String> resource : resources.entrySet()) {
            Path file = folder.resolve(resource.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, resource.getValue());
        }
        return folder;
    }

    @LiveUpdate
    void ofAJar(Targets targets) throws IOException {
        Path d = targets.directory();
        Path v1 = Trees.jar(d.resolve("jars/v1.jar"), folder(d.resolve("v1"), Javac.standard().compile("resources-v1",
                APP.formatted(""), service("One")), RESOURCES1));
        Path v2 = Trees.jar(d.resolve("jars/v2.jar"), folder(d.resolve("v2"), Javac.standard().compile("resources-v2",
                APP.formatted("public int added;"), service("One"), service("Two")), RESOURCES2));
        Path library = Trees.jar(d.resolve("jars/library.jar"), folder(d.resolve("library"), null, Map.of("shared.txt", "of a library")));
        Target target = targets.start(v1, library);
        assertEquals(BEFORE, target.call("app.App", "look"));

        Verdict verdict = target.molt("apply", v2, "--from", v1, "--json").expect(0, Outcome.APPLIED);
        assertEquals(AFTER, target.call("app.App", "look"));
        Findings.naming(verdict, "resources", "changed messages.properties", "removed old.txt", "new sub/new one.txt");
        assertEquals(5, verdict.plan().resources().size(), verdict::text);
        target.molt("apply", v2, "--from", v1, "--json").expect(0, Outcome.NOTHING_TO_DO);

        Files.writeString(d.resolve("v2/messages.properties"), "hello=newest");
        Path v3 = Trees.jar(d.resolve("jars/v3.jar"), d.resolve("v2"));
        Verdict alone = target.molt("apply", v3, "--from", v2, "--json").expect(0, Outcome.APPLIED);
        assertEquals("1 resource is live", alone.summary());
        assertEquals(AFTER.replace("new, hello=new,", "newest, hello=newest,"), target.call("app.App", "look"));
        target.molt("revert").expect(0);
        assertEquals(AFTER, target.call("app.App", "look"));
        target.molt("revert").expect(0);
        assertEquals(BEFORE, target.call("app.App", "look"));
        assertEquals(List.of(), target.files().stream().filter(f -> f.contains("molt-resources")).toList(), "files are gone");
    }

    /** The folder that the program runs is the one that changes: its loader finds what is there. */
    @LiveUpdate
    void ofAFolderInPlace(Targets targets) throws IOException {
        Path folder = folder(targets.directory().resolve("folder"), Javac.standard().compile("resources-v1", APP.formatted(""), service("One")),
                RESOURCES1);
        folder(targets.directory().resolve("library"), null, Map.of("shared.txt", "of a library"));
        Target target = targets.start(folder, targets.directory().resolve("library"));
        assertEquals(BEFORE, target.call("app.App", "look"));
        Files.delete(folder.resolve("old.txt"));
        folder(folder, Javac.standard().compile("resources-v2", APP.formatted("public int added;"), service("One"), service("Two")), RESOURCES2);
        Verdict verdict = target.molt("apply", folder, "--json").expect(0, Outcome.APPLIED);
        assertEquals(List.of(), verdict.plan().resources(), verdict::text);
        assertEquals(AFTER, target.call("app.App", "look"));
    }

    @LiveUpdate
    void ofANamedModuleAndOfALoaderOfItsOwnKind(Targets targets) throws IOException {
        String own = """
                package app;
                import java.io.*;
                import java.net.URL;
                import java.nio.file.*;
                public class App extends ClassLoader {
                    private final Path folder;
                    App(Path folder) { super(App.class.getClassLoader()); this.folder = folder; }
                    @Override protected Class<?> findClass(String name) throws ClassNotFoundException {
                        try {
                            byte[] bytes = Files.readAllBytes(folder.resolve(name.replace('.', '/') + ".class"));
                            return defineClass(name, bytes, 0, bytes.length);
                        } catch (IOException e) {
                            throw new ClassNotFoundException(name, e);
                        }
                    }
                    @Override public URL getResource(String name) {
                        try {
                            return folder.resolve(name).toUri().toURL();
                        } catch (IOException e) {
                            return null;
                        }
                    }
                    private static Class<?> plugin;
                    public static String load(String folder) throws Exception {
                        plugin = new App(Path.of(folder)).loadClass("plug.Plugin");
                        return plugin();
                    }
                    public static String plugin() throws Exception { return (String) plugin.getMethod("text").invoke(null); }
                    public static String text() throws Exception {
                        try (InputStream in = App.class.getResourceAsStream("text.txt")) { return new String(in.readAllBytes()) + " %s"; }
                    }
                }
                """;
        String module = "module app.main { exports app; }";
        String plugin = """
                package plug;
                public class Plugin {
                    public static String text() throws Exception { return new String(Plugin.class.getResourceAsStream("text.txt").readAllBytes()) + " %s"; }
                }
                """;
        Path d = targets.directory();
        Path v1 = folder(d.resolve("v1"), Javac.standard().compile("own-v1", module, own.formatted("one")), Map.of("app/text.txt", "first"));
        Path v2 = folder(d.resolve("v2"), Javac.standard().compile("own-v2", module, own.formatted("two")), Map.of("app/text.txt", "second"));
        Path p1 = folder(d.resolve("p1"), Javac.standard().compile("plug-1", plugin.formatted("one")), Map.of("plug/text.txt", "first"));
        Path p2 = folder(d.resolve("p2"), Javac.standard().compile("plug-2", plugin.formatted("two")), Map.of("plug/text.txt", "second"));
        Target target = targets.launch().modulePath("app.main", v1).start();
        assertEquals("first one", target.call("app.App", "text"));
        assertEquals("first one", target.call("app.App", "load", p1.toString()));
        target.molt("apply", v2, "--json").expect(0, Outcome.APPLIED);
        assertEquals("second two", target.call("app.App", "text"));

        Verdict verdict = target.molt("apply", p2, "--json").expect(0, Outcome.APPLIED);
        Findings.naming(verdict, "not updated: plug/text.txt", "app.App looks for resources in its own way");
        assertEquals("first two", target.call("app.App", "plugin"));
        target.molt("revert").expect(0);
        target.molt("revert").expect(0);
        assertEquals("first one", target.call("app.App", "text"));
        assertTrue(target.isRunning());
    }
}
