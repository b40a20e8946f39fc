package dev.molt.test.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A JDK of this machine. */
public record Jdk(int feature, Path home) {
    /** The oldest feature release that Molt supports. */
    public static final int FLOOR = 17;

    private static final String ONLY = "molt.test.jdks";

    private static final List<Jdk> FOUND = discover();

    /**
     * One JDK for each feature release from {@link #FLOOR} on, oldest first: the build's own, {@code JAVA_HOME},
     * {@code JAVA_HOME_<n>}, and what stands beside them. The system property {@value #ONLY} leaves those it names, as in {@code 17,25}.
     */
    public static List<Jdk> found() {
        return FOUND;
    }

    /** The JDK that runs the tests. */
    public static Jdk ofBuild() {
        return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    }

    public static Jdk oldest() {
        return FOUND.get(0);
    }

    public static Jdk newest() {
        return FOUND.get(FOUND.size() - 1);
    }

    public Path java() {
        return home.resolve("bin/java");
    }

    public Path javac() {
        return home.resolve("bin/javac");
    }

    /** A runtime of this JDK with these modules alone, linked once and kept until the build is cleaned. */
    public Jdk linked(String... modules) {
        Path image = Layout.work().resolve("runtime-" + feature + "-" + String.join("-", modules));
        synchronized (Jdk.class) {
            if (!Files.isDirectory(image)) link(image, modules);
        }
        return new Jdk(feature, image);
    }

    private void link(Path image, String... modules) {
        Path unfinished = image.resolveSibling(image.getFileName() + ".unfinished");
        try {
            Trees.delete(unfinished);
            Process jlink = new ProcessBuilder(home.resolve("bin/jlink").toString(), "--add-modules", String.join(",", modules),
                    "--output",
                    unfinished.toString()).redirectErrorStream(true).start();
            String said = new String(jlink.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jlink.waitFor() != 0) throw new AssertionError("jlink says\n" + said);
            Files.move(unfinished, image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while linking", e);
        }
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }

    private static List<Jdk> discover() {
        List<Path> homes = new ArrayList<>();
        homes.add(Path.of(System.getProperty("java.home")));
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (variable.getKey().matches("JAVA_HOME(_.*)?")) homes.add(Path.of(variable.getValue()));
        }
        for (Path home : List.copyOf(homes)) homes.addAll(neighbours(home));
        Map<Integer, Jdk> byFeature = new TreeMap<>();
        for (Path home : homes) {
            if (!Files.isExecutable(home.resolve("bin/javac"))) continue;
            int feature = featureOf(home);
            if (feature >= FLOOR) byFeature.putIfAbsent(feature, new Jdk(feature, home));
        }
        String only = System.getProperty(ONLY, "");
        if (!only.isBlank()) byFeature.keySet().retainAll(Stream.of(only.split(",")).map(n -> Integer.valueOf(n.strip())).toList());
        return List.copyOf(byFeature.values());
    }

    private static List<Path> neighbours(Path home) {
        if (home.getParent() == null || !Files.isDirectory(home.getParent())) return List.of();
        try (Stream<Path> entries = Files.list(home.getParent())) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the JDK's {@code release} file; 0 where there is none. */
    private static int featureOf(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release)) return 0;
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(release)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Integer.parseInt(version.split("[.+-]")[0]);
    }
}
