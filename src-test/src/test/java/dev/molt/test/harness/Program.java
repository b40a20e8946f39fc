package dev.molt.test.harness;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** A program in several versions, from the test resources; a parameter of test methods. */
public final class Program {
    private final String name;
    private final Javac javac;

    Program(String name, Javac javac) {
        this.name = name;
        this.javac = javac;
    }

    /** The compiled classes of a version. */
    public Path version(String version) {
        URL sources = Program.class.getResource("/programs/" + name + "/" + version);
        if (sources == null) throw new IllegalArgumentException("no version " + version + " of program " + name);
        try {
            return javac.compile(name + "-" + version, Path.of(sources.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
