package dev.molt.test.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads cases. The format is told in {@code catalogue/README.md}. */
final class CaseFile {
    private static final String SECTION = "--- ";
    private static final String ALL = "all";

    private final String name;
    private final List<String> lines;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, List<String>> fresh = new TreeMap<>();
    private final Map<String, String> header = new LinkedHashMap<>();
    private final Map<String, Mixed> mixed = new TreeMap<>();
    private Gap gap = Gap.NONE;

    private CaseFile(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    /** Every case of the catalogue whose name matches a glob. */
    static List<Case> matching(String glob) {
        Path root = root();
        PathMatcher wanted = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.walk(root)) {
            List<Case> cases = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                String path = root.relativize(file).toString();
                String name = path.substring(0, path.length() - 4);
                if (wanted.matches(Path.of(name))) cases.add(new CaseFile(name, Files.readAllLines(file)).read());
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(CaseFile.class.getResource("/catalogue/README.md").toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Case read() {
        int firstSection = 0;
        while (!lines.get(firstSection).startsWith(SECTION)) firstSection++;
        for (String line : lines.subList(1, firstSection)) readHeader(line);
        Map<String, Map<String, String>> sources = readSections(firstSection);
        check(!steps.isEmpty() && steps.get(0).kind() == Step.Kind.GO, "the story begins with a version");
        for (Step step : steps) check(step.version() == null || sources.containsKey(step.version()), "no source of " + step.version());
        for (Step step : steps) {
            boolean calls = step.kind() == Step.Kind.GO || step.kind() == Step.Kind.GO_OR_REFUSED;
            if (calls) fresh.putIfAbsent(step.version(), step.expected());
        }
        return new Case(name, lines.get(0), Integer.parseInt(header.getOrDefault("jdk", "17")),
                header.containsKey("javac") ? List.of(header.get("javac").split(" ")) : List.of(),
                header.getOrDefault("assertions", "off").equals("on"), gap, List.copyOf(steps), fresh, sources, mixed);
    }

    private void readHeader(String line) {
        if (line.isBlank()) return;
        int colon = line.indexOf(':');
        check(colon > 0, "not a header line: " + line);
        String key = line.substring(0, colon);
        String value = line.substring(colon + 1).strip();
        Step step = Step.read(key, value);
        if (step != null) steps.add(step);
        else if (key.startsWith("mixed ")) mixed.put(key.substring("mixed ".length()), mixed(value));
        else if (key.startsWith("fresh ")) fresh.put(key.substring("fresh ".length()), Step.answers(value));
        else if (List.of("jdk", "javac", "assertions").contains(key)) header.put(key, value);
        else if (Gap.read(key, value) != null) gap = Gap.read(key, value);
        else check(false, "unknown header line: " + line);
    }

    private Mixed mixed(String value) {
        String[] parts = value.split(" of ");
        check(parts.length == 2 && parts[0].endsWith(".java"), "not of the form FILE.java of VERSION: " + value);
        return new Mixed(Case.packageOf(name).replace('.', '/') + "/" + parts[0], parts[1]);
    }

    /** Sources by version; those of {@code all} belong to each. */
    private Map<String, Map<String, String>> readSections(int from) {
        Map<String, Map<String, String>> byVersion = new TreeMap<>();
        Map<String, String> common = new TreeMap<>();
        for (int at = from; at < lines.size(); ) {
            String[] title = lines.get(at).substring(SECTION.length()).split(":", 2);
            int end = at + 1;
            while (end < lines.size() && !lines.get(end).startsWith(SECTION)) end++;
            String text = String.join("\n", lines.subList(at + 1, end)) + "\n";
            boolean everywhere = title[0].strip().equals(ALL);
            String file = title.length > 1 ? title[1].strip() : everywhere ? "App.java" : "Code.java";
            if (everywhere) add(common, file, text);
            else for (String version : title[0].strip().split(" ")) {
                add(byVersion.computeIfAbsent(version, v -> new TreeMap<>()), file, text);
            }
            at = end;
        }
        for (Map<String, String> version : byVersion.values()) {
            common.forEach((path, text) -> check(version.putIfAbsent(path, text) == null, path + " is there twice"));
        }
        return byVersion;
    }

    /** The package declaration goes into the first line, so that line numbers are those of the section. */
    private void add(Map<String, String> sources, String file, String text) {
        String packageName = Case.packageOf(name);
        int slash = file.lastIndexOf('/');
        String own = slash < 0 ? packageName : packageName + "." + file.substring(0, slash).replace('/', '.');
        String unit = "package " + own + "; " + text.replace("{pkg}", packageName);
        check(sources.put(packageName.replace('.', '/') + "/" + file, unit) == null, file + " is there twice");
    }

    private void check(boolean holds, String problem) {
        if (!holds) throw new IllegalArgumentException("case " + name + ": " + problem);
    }
}
