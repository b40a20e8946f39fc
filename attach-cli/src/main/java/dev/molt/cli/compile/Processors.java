package dev.molt.cli.compile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The annotation processors of a program, and how much each has to see again when something changes. They tell it themselves, in {@code
 * META-INF/gradle/incremental.annotation.processors}, which is where Gradle and others look, too.
 */
enum Processors {
    /** There are none. */
    NONE,
    /** What they make of a file depends on this file alone, and on what it is made of. */
    ISOLATING,
    /** What they make depends on all annotated files together. */
    AGGREGATING,
    /** At least one does not tell: all files are compiled again. */
    UNKNOWN;

    private static final String SERVICES = "META-INF/services/javax.annotation.processing.Processor";
    private static final String KINDS = "META-INF/gradle/incremental.annotation.processors";

    /** Looks at a processor path. */
    static Processors on(List<Path> path) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        Map<String, String> kinds = new HashMap<>();
        for (Path entry : path) {
            lines(entry, SERVICES).forEach(names::add);
            for (String line : lines(entry, KINDS)) {
                String[] parts = line.split(",");
                if (parts.length == 2) kinds.put(parts[0].trim(), parts[1].trim().toLowerCase(Locale.ROOT));
            }
        }
        Processors most = NONE;
        for (String name : names) {
            Processors kind = switch (kinds.getOrDefault(name, "")) {
                case "isolating" -> ISOLATING;
                case "aggregating", "dynamic" -> AGGREGATING;
                default -> UNKNOWN;
            };
            if (kind.compareTo(most) > 0) most = kind;
        }
        return most;
    }

    private static List<String> lines(Path entry, String file) throws IOException {
        String text = null;
        if (Files.isDirectory(entry)) {
            Path found = entry.resolve(file);
            if (Files.isRegularFile(found)) text = Files.readString(found);
        } else if (Files.isRegularFile(entry)) {
            try (ZipFile zip = new ZipFile(entry.toFile())) {
                ZipEntry found = zip.getEntry(file);
                if (found != null) text = read(zip.getInputStream(found));
            }
        }
        if (text == null) return List.of();
        return new BufferedReader(new StringReader(text)).lines().map(line -> line.replaceAll("#.*", "").trim())
                .filter(line -> !line.isEmpty()).toList();
    }

    private static String read(InputStream in) throws IOException {
        try (in; InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            StringBuilder text = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) text.append((char) c);
            return text.toString();
        }
    }
}
