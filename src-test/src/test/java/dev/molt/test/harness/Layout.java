package dev.molt.test.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Where things are: what the build packaged, and the jars that the harness makes of its own classes. */
public final class Layout {
    private static final Path WORK = Path.of(System.getProperty("molt.test.work", "target/forks")).toAbsolutePath().normalize();
    private static final Path DIST = Path.of(System.getProperty("molt.dist",
            "../attach-cli/target/dist")).toAbsolutePath().normalize();
    private static final Path AGENTS = Path.of(System.getProperty("molt.test.agents",
            "target/agents")).toAbsolutePath().normalize();
    private static final Path LIBRARIES = Path.of(System.getProperty("molt.test.libraries",
            "target/libraries")).toAbsolutePath().normalize();
    private static final Path DEBUGGERS = Path.of(System.getProperty("molt.test.debuggers",
            "target/debuggers")).toAbsolutePath().normalize();
    private static final Path PROCESSORS = Path.of(System.getProperty("molt.test.processors",
            "target/processors")).toAbsolutePath().normalize();

    private Layout() {}

    /** The folder for everything that tests make. */
    public static Path work() {
        return directory(WORK);
    }

    /** The packaged command line. */
    public static Path moltJar() {
        return built(DIST.resolve("molt.jar"));
    }

    /** The packaged agent. */
    public static Path agentJar() {
        return built(DIST.resolve("molt-agent.jar"));
    }

    /** What programs are compiled against. */
    public static Path apiJar() {
        return built(DIST.resolve("molt-api.jar"));
    }

    /** The extension for JUnit. */
    public static Path junitJar() {
        return built(DIST.resolve("../../junit/target/molt-junit.jar").normalize());
    }

    /** What the build made of the Spring Boot sample: {@code parcels.jar}, {@code v1}, {@code lib} and others. */
    public static Path bootSample(String name) {
        Path path = DIST.resolve("../../../samples/boot/target").normalize().resolve(name);
        if (!Files.exists(path)) throw new IllegalStateException(path + " is missing: the tests run after packaging, mvn verify");
        return path;
    }

    /** A jar of somebody else that the build fetched: {@code jacoco}, {@code opentelemetry}, {@code spring-boot-loader}. */
    public static Path foreign(String name) {
        return built(AGENTS.resolve(name + ".jar"));
    }

    /** The jars of Eclipse that the build fetched for the tests of debuggers. */
    public static List<Path> eclipse() {
        try (Stream<Path> jars = Files.list(DEBUGGERS)) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jars of libraries that the build fetched for forked JVMs. */
    public static List<Path> libraries() {
        try (Stream<Path> jars = Files.list(LIBRARIES)) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A jar that has to do with annotation processing: {@code lombok}, {@code mapstruct}, {@code mapstruct-processor}. */
    public static Path processor(String name) {
        return built(PROCESSORS.resolve(name + ".jar"));
    }

    /** The main class of forked JVMs. */
    public static Path driverJar() {
        return Jars.DRIVER;
    }

    /** The agent that looks at loaded classes. */
    public static Path observerJar() {
        return Jars.OBSERVER;
    }

    /** An agent made of the classes of one package of the tests. */
    public static Path agentJar(Class<?> oneOfIt, Map<String, String> attributes) {
        return Jars.jar(oneOfIt.getSimpleName() + ".jar", oneOfIt.getPackageName(), Jars.manifest(attributes));
    }

    /** Compiled classes of a package of the tests. */
    static Path testClasses(String packageName) {
        try {
            Path root = Path.of(Layout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return root.resolve(packageName.replace('.', '/'));
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path built(Path path) {
        if (!Files.isRegularFile(path)) throw new IllegalStateException(path
                + " is missing: the tests run after packaging, mvn verify");
        return path;
    }

    /** Made once for each run. */
    private static final class Jars {
        static final Path DRIVER = jar("driver.jar", "dev.molt.test.inside", new Manifest());
        static final Path OBSERVER = jar("observer.jar", "dev.molt.test.observer", manifest(Map.of(
                "Agent-Class", "dev.molt.test.observer.Observer", "Can-Retransform-Classes", "true", "Can-Redefine-Classes", "true")));

        private static Manifest manifest(Map<String, String> attributes) {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            attributes.forEach(manifest.getMainAttributes()::putValue);
            return manifest;
        }

        private static Path jar(String name, String packageName, Manifest manifest) {
            Path jar = work().resolve(ProcessHandle.current().pid() + "-" + name);
            jar.toFile().deleteOnExit();
            Path classes = testClasses(packageName);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar),
                    manifest); Stream<Path> files = Files.list(classes)) {
                for (Path file : files.sorted().toList()) {
                    out.putNextEntry(new JarEntry(packageName.replace('.', '/') + "/" + file.getFileName()));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return jar;
        }
    }
}
