package dev.molt.cli.demo;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the demo needs of an installed molt.
 *
 * @param jar the command line
 * @param demo directory with a class directory for every version of the shop, and {@code lib}
 */
public record DemoFiles(Path jar, Path demo) {

    /** The jar that this class comes from, and what lies beside it. */
    public static DemoFiles installed() throws IOException {
        try {
            Path jar = Path.of(DemoFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            DemoFiles files = new DemoFiles(jar, jar.resolveSibling("demo"));
            if (Files.isRegularFile(jar) && Files.isDirectory(files.version("v1"))) return files;
            throw new IOException("there is no demo beside " + jar + ": " + files.version("v1") + " is missing");
        } catch (URISyntaxException e) {
            throw new IOException("can't tell where molt is installed", e);
        }
    }

    Path version(String name) {
        return demo.resolve(name);
    }

    Path libraries() {
        return demo.resolve("lib");
    }

    /** A version as a person would type it: from the current directory where that is shorter. */
    String typed(String name) {
        Path absolute = version(name).toAbsolutePath().normalize();
        String relative = Path.of("").toAbsolutePath().relativize(absolute).toString();
        return relative.length() < absolute.toString().length() ? relative : absolute.toString();
    }
}
