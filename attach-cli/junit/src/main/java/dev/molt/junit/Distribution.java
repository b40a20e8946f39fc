package dev.molt.junit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The command line and the agent: those of the folder that the system property {@value #HOME} names, else those that this artifact brings along,
 * copied to a folder that goes away with the JVM of the tests.
 */
record Distribution(Path command, Path agent) {
    private static final String HOME = "molt.home";

    private static Distribution distribution;

    static synchronized Distribution get() throws IOException {
        if (distribution == null) distribution = find();
        return distribution;
    }

    private static Distribution find() throws IOException {
        String home = System.getProperty(HOME);
        if (home != null) return new Distribution(existing(Path.of(home, "molt.jar")), existing(Path.of(home, "molt-agent.jar")));
        Path folder = Files.createTempDirectory("molt-");
        folder.toFile().deleteOnExit();
        return new Distribution(copy("molt.jar", folder), copy("molt-agent.jar", folder));
    }

    private static Path existing(Path file) {
        if (Files.isReadable(file)) return file.toAbsolutePath();
        throw new IllegalStateException("there is no " + file + ": the system property " + HOME + " names the folder of molt.jar and molt-agent.jar");
    }

    private static Path copy(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Distribution.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("molt-junit.jar lacks " + name + ": name Molt's folder with the system property " + HOME);
            Files.copy(in, file);
        }
        file.toFile().deleteOnExit();
        return file;
    }
}
