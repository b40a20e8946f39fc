package dev.molt.protocol.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One folder or jar of a class path, to be read as a whole: its classes, the jars in it, and the services that it declares. */
public final class Archive implements Closeable {
    private static final String SERVICES = "META-INF/services/";

    private final Container container;
    private final Layout.Sorted sorted;
    private final Path jar;

    private Archive(Container container, int feature, Path jar) throws IOException {
        this.container = container;
        this.sorted = new Layout(feature).sort(container);
        this.jar = jar;
    }

    /** @param feature the Java feature release that the classes run on, for multi-release jars */
    public static Archive open(Path path, int feature) throws IOException {
        boolean folder = Files.isDirectory(path);
        return new Archive(folder ? new Folder(path) : Jar.open(path), feature, folder ? null : path);
    }

    /** The jars in it that belong to the class path (Spring Boot, war). */
    public List<Archive> libraries(int feature) throws IOException {
        List<Archive> libraries = new ArrayList<>();
        for (Entry entry : sorted.libraries()) libraries.add(new Archive(Jar.nested(entry), feature, null));
        return libraries;
    }

    /** Its name, for people. */
    public String label() {
        return container.label();
    }

    /** Binary names of its classes, with dots. */
    public List<String> classNames() {
        return List.copyOf(sorted.classFiles().keySet());
    }

    /** A class file of it, or null. */
    public byte[] classFile(String name) throws IOException {
        Entry entry = sorted.classFiles().get(name);
        return entry == null ? null : entry.read();
    }

    /** The service files in it: names of the providers, by the name of the service. */
    public Map<String, List<String>> services() throws IOException {
        Map<String, List<String>> services = new LinkedHashMap<>();
        for (Entry entry : container.entries()) {
            if (!entry.path().startsWith(SERVICES)) continue;
            List<String> providers = new String(entry.read(), StandardCharsets.UTF_8).lines().map(line -> line.replaceAll("#.*", "").trim())
                    .filter(line -> !line.isEmpty()).toList();
            services.put(entry.path().substring(SERVICES.length()), providers);
        }
        return services;
    }

    /** Hash of the content of it: of a jar's bytes, or of all class and service files of a folder. */
    public String sha256() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            if (jar != null) {
                digest.update(Files.readAllBytes(jar));
            } else {
                for (Entry entry : container.entries()) {
                    if (!entry.path().endsWith(".class") && !entry.path().startsWith(SERVICES)) continue;
                    digest.update(entry.path().getBytes(StandardCharsets.UTF_8));
                    digest.update(entry.read());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        container.close();
    }
}
