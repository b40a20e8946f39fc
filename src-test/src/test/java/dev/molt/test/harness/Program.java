package dev.molt.test.harness;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;

/** A program in several versions, from the test resources; a parameter of test methods. */
public final class Program {
    private final String name;
    private final Javac javac;

    Program(String name, Javac javac) {
        this.name = name;
        this.javac = javac;
    }

    /** The compiled classes of a version, with those that all versions have, from the folder {@code all}. */
    public Path version(String version) {
        Path sources = folder(version);
        if (sources == null) throw new IllegalArgumentException("no version " + version + " of program " + name);
        Path all = folder("all");
        return javac.compile(name + "-" + version, all == null ? List.of(sources) : List.of(all, sources));
    }

    private Path folder(String folder) {
        URL sources = Program.class.getResource("/programs/" + name + "/" + folder);
        try {
            return sources == null ? null : Path.of(sources.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
