package dev.molt.cli.compile;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * How sources are compiled.
 *
 * @param classPath folders and jars that the program sees
 * @param modulePath those of them that are modules; with any, the program is compiled as the module that it declares, and else its {@code
 *     module-info.java} is left out, as a JVM without a module path does it
 * @param processorPath where annotation processors are; empty for the class path
 * @param release the Java release to compile for, as for {@code javac --release}
 * @param encoding of the source files
 * @param options further options of {@code javac}
 */
public record CompileSettings(List<Path> classPath, List<Path> modulePath, List<Path> processorPath, int release, Charset encoding, List<String> options) {

    public CompileSettings {
        classPath = List.copyOf(classPath);
        modulePath = List.copyOf(modulePath);
        processorPath = List.copyOf(processorPath);
        options = List.copyOf(options);
    }

    /** Without modules. */
    public CompileSettings(List<Path> classPath, List<Path> processorPath, int release, Charset encoding, List<String> options) {
        this(classPath, List.of(), processorPath, release, encoding, options);
    }

    /** Whether the program is a module. */
    boolean modular() {
        return !modulePath.isEmpty();
    }

    /** Where annotation processors are looked for. */
    List<Path> processors() {
        return processorPath.isEmpty() ? classPath : processorPath;
    }

    /**
     * A hash over all of it and the content of the jars: with another one, everything has to be compiled again. Class folders count by
     * their names alone, as the program's own is among them.
     */
    String fingerprint() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String text = release + "\n" + encoding + "\n" + options + "\n" + classPath + "\n" + modulePath + "\n" + processorPath + "\n" + Runtime.version();
            digest.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (Path path : Stream.concat(classPath.stream(), processorPath.stream()).distinct().toList()) {
                if (Files.isRegularFile(path)) digest.update(Files.readAllBytes(path));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
