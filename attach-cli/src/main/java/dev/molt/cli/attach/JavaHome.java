package dev.molt.cli.attach;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The Java runtime that a process runs on, found from its virtual machine's library. */
final class JavaHome {
    private JavaHome() {}

    /** Its version, such as {@code 17.0.15}, or null where the runtime does not tell. */
    static String version(TargetProcess process) {
        Path library = process.jvmLibrary();
        if (library == null) return null;
        // HOME/lib/server/libjvm.so
        Path home = process.resolve(library).getParent().getParent().getParent();
        Properties release = new Properties();
        try (Reader in = Files.newBufferedReader(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            return null; // a runtime without this file, or one that was removed under the running JVM
        }
        String version = release.getProperty("JAVA_VERSION");
        return version == null ? null : version.replace("\"", "");
    }

    /** The feature release of a version: 17 for {@code 17.0.15}; 0 where it is unknown. */
    static int feature(String version) {
        if (version == null) return 0;
        try {
            return Runtime.Version.parse(version).feature();
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}
