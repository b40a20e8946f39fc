package dev.molt.protocol.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where class files and resources lie in a folder or jar: at its root; under {@code BOOT-INF/classes} or {@code WEB-INF/classes}, with
 * libraries beside them (Spring Boot, war); and, in a multi-release jar, under {@code META-INF/versions/N} (JEP 238).
 *
 * @param feature the Java feature release that the classes will run on
 */
record Layout(int feature) {
    static final String MODULE_INFO = "module-info";

    private static final String VERSIONS = "META-INF/versions/";
    private static final List<String> CLASSES = List.of("BOOT-INF/classes/", "WEB-INF/classes/");
    /** What tools write into jars about the jar itself. */
    private static final Pattern ABOUT_THE_JAR = Pattern.compile("META-INF/(MANIFEST\\.MF|INDEX\\.LIST|[^/]+\\.(SF|RSA|DSA|EC)|maven/.*)");
    private static final List<String> LIBRARIES = List.of("BOOT-INF/lib/", "WEB-INF/lib/", "WEB-INF/lib-provided/");

    /**
     * The files that matter of one container.
     *
     * @param classFiles by the binary name that their path stands for
     * @param resources other files, by their paths for a class loader
     * @param libraries jars, in their order on the class path
     */
    record Sorted(Map<String, Entry> classFiles, Map<String, Entry> resources, List<Entry> libraries) {}

    Sorted sort(Container container) throws IOException {
        Map<String, Entry> classFiles = new LinkedHashMap<>();
        Map<String, Integer> releases = new LinkedHashMap<>();
        Map<String, Entry> resources = new LinkedHashMap<>();
        List<Entry> libraries = new ArrayList<>();
        boolean multiRelease = container.multiRelease();
        boolean application = false;
        for (Entry entry : container.entries()) {
            String path = entry.path();
            if (isLibrary(path)) libraries.add(entry);
            application |= CLASSES.stream().anyMatch(path::startsWith);
            int release = multiRelease ? release(path) : 0;
            String unversioned = release > 0 ? path.substring((VERSIONS + release + "/").length()) : path;
            boolean classFile = path.endsWith(".class");
            String name = classFile ? className(unversioned) : unversioned;
            if (name == null || release > feature || release < releases.getOrDefault(name, 0)) continue;
            releases.put(name, release);
            (classFile ? classFiles : resources).put(name, entry);
        }
        return new Sorted(classFiles, resources(resources, application), libraries);
    }

    /** Where classes have a folder of their own, what lies outside of it is not on the class path. */
    private static Map<String, Entry> resources(Map<String, Entry> byPath, boolean application) {
        Map<String, Entry> resources = new LinkedHashMap<>();
        byPath.forEach((path, entry) -> {
            String folder = CLASSES.stream().filter(path::startsWith).findFirst().orElse(application ? null : "");
            if (folder != null && !isAboutTheJar(path)) resources.put(path.substring(folder.length()), entry);
        });
        return resources;
    }

    /** Whether a file is about the jar that it lies in, and no resource of the program. */
    static boolean isAboutTheJar(String path) {
        return ABOUT_THE_JAR.matcher(path).matches();
    }

    private static boolean isLibrary(String path) {
        int name = path.lastIndexOf('/') + 1;
        return path.endsWith(".jar") && LIBRARIES.contains(path.substring(0, name));
    }

    /** The class that a path stands for, or null where the JVM would never look for one there. */
    private static String className(String path) {
        String inside = path;
        for (String folder : CLASSES) {
            if (path.startsWith(folder)) inside = path.substring(folder.length());
        }
        if (inside.startsWith("META-INF/")) return null;
        String name = inside.substring(0, inside.length() - ".class".length());
        return name.equals(MODULE_INFO) ? null : name.replace('/', '.');
    }

    private static int release(String path) {
        if (!path.startsWith(VERSIONS)) return 0;
        int end = path.indexOf('/', VERSIONS.length());
        try {
            return end < 0 ? 0 : Integer.parseInt(path.substring(VERSIONS.length(), end));
        } catch (NumberFormatException e) {
            return 0; // not a version: the JVM does not look there
        }
    }
}
