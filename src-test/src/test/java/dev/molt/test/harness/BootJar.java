package dev.molt.test.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;

/** An executable jar as Spring Boot's build plugins lay it out, with Spring Boot's own loader, and the driver as its main class. */
public final class BootJar {

    private BootJar() {}

    /**
     * Writes a jar.
     *
     * @param classes what goes to {@code BOOT-INF/classes}
     * @param library what goes, packed, to {@code BOOT-INF/lib}
     */
    public static Path write(Path jar, Path classes, Path library) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
        main.putValue("Start-Class", "dev.molt.test.inside.Driver");
        main.putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
        main.putValue("Spring-Boot-Lib", "BOOT-INF/lib/");
        Path lib = Trees.jar(jar.resolveSibling(jar.getFileName() + ".lib"), library);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            copyEntries(Layout.foreign("spring-boot-loader"), "org/springframework/", "", out);
            folder(out, "BOOT-INF/");
            folder(out, "BOOT-INF/classes/");
            copyEntries(Layout.driverJar(), "dev/molt/test/", "BOOT-INF/classes/", out);
            for (String name : Trees.list(classes)) copy(out, "BOOT-INF/classes/" + name, classes.resolve(name));
            folder(out, "BOOT-INF/lib/");
            stored(out, "BOOT-INF/lib/library-1.0.jar", Files.readAllBytes(lib));
        }
        Files.delete(lib);
        return jar;
    }

    private static void copyEntries(Path from, String prefix, String to, JarOutputStream out) throws IOException {
        try (JarFile in = new JarFile(from.toFile())) {
            for (Enumeration<JarEntry> entries = in.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (!entry.getName().startsWith(prefix) || entry.isDirectory()) continue;
                out.putNextEntry(new JarEntry(to + entry.getName()));
                try (InputStream bytes = in.getInputStream(entry)) {
                    bytes.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }

    private static void folder(JarOutputStream out, String name) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.closeEntry();
    }

    private static void copy(JarOutputStream out, String name, Path file) throws IOException {
        out.putNextEntry(new JarEntry(name));
        Files.copy(file, (OutputStream) out);
        out.closeEntry();
    }

    private static void stored(JarOutputStream out, String name, byte[] bytes) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setMethod(JarEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }
}
