package dev.molt.cli.compile;

import dev.molt.protocol.source.Sha256;
import dev.molt.protocol.report.ClassPathReport;
import dev.molt.protocol.report.LoaderPath;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The class path of a running JVM as files that a compiler can read: jars and folders in jars are copied out, once for each content. */
public final class TargetClassPath {
    private final Path copies;

    /** @param copies where to put what has to be copied out */
    public TargetClassPath(Path copies) {
        this.copies = copies;
    }

    /** The entries that exist, in the order of the loaders. */
    public List<Path> of(ClassPathReport report) throws IOException {
        Set<Path> path = new LinkedHashSet<>();
        for (LoaderPath loader : report.loaders()) add(loader.locations(), path);
        return List.copyOf(path);
    }

    /** The entries of the module path that exist. */
    public List<Path> modules(ClassPathReport report) throws IOException {
        Set<Path> path = new LinkedHashSet<>();
        add(report.modulePath(), path);
        return List.copyOf(path);
    }

    private void add(List<String> locations, Set<Path> path) throws IOException {
        for (String location : locations) {
            Path file = file(location);
            if (file != null && Files.exists(file)) path.add(file);
        }
    }

    /** {@code file:x}, {@code jar:file:x!/}, {@code jar:file:x!/inner!/} and Spring Boot's {@code jar:nested:x/!inner!/}; null for others. */
    private Path file(String location) throws IOException {
        String text = location.startsWith("jar:") ? location.substring("jar:".length()) : location;
        boolean nested = text.startsWith("nested:");
        if (nested) text = "file:" + text.substring("nested:".length()).replaceFirst("/!", "!/");
        if (!text.startsWith("file:")) return null;
        int bang = text.indexOf("!/");
        Path outer = Path.of(URI.create((bang < 0 ? text : text.substring(0, bang)).replace(" ", "%20")));
        String inner = bang < 0 ? "" : text.substring(bang + 2);
        while (inner.endsWith("!/") || inner.endsWith("!")) inner = inner.substring(0, inner.lastIndexOf('!'));
        return inner.isEmpty() || !Files.isRegularFile(outer) ? outer : inside(outer, inner);
    }

    private Path inside(Path jar, String inner) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(inner);
            if (entry != null && !entry.isDirectory()) return copy(zip, entry);
            String folder = inner.endsWith("/") ? inner : inner + "/";
            Path to = copies.resolve(Sha256.of((jar.toRealPath() + "!" + folder + Files.size(jar) + Files.getLastModifiedTime(jar)).getBytes()));
            for (ZipEntry file : zip.stream().filter(e -> !e.isDirectory() && e.getName().startsWith(folder)).toList()) {
                Path target = to.resolve(file.getName().substring(folder.length())).normalize();
                if (!target.startsWith(to) || Files.exists(target)) continue;
                Files.createDirectories(target.getParent());
                try (InputStream in = zip.getInputStream(file)) {
                    Files.copy(in, target);
                }
            }
            return to;
        }
    }

    private Path copy(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readAllBytes();
            Path to = copies.resolve(Sha256.of(bytes) + ".jar");
            if (Files.exists(to)) return to;
            Files.createDirectories(copies);
            Path next = Files.createTempFile(copies, "copy", ".new");
            Files.write(next, bytes);
            return Files.move(next, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
