package dev.molt.engine.options;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The places where options are given. An option of the agent's own string wins over the same one in the environment ({@value #ENVIRONMENT}),
 * and that over one in a file: {@code config=FILE}, or else {@value #FILE} in a class folder of the class path.
 */
final class OptionSources {
    static final String ENVIRONMENT = "MOLT_OPTIONS";
    static final String FILE = "molt.properties";

    private static final String CONFIG = "config";

    private OptionSources() {}

    /**
     * All options, by name.
     *
     * @throws IllegalArgumentException when the file can't be read
     */
    static Map<String, Given> read(String text) {
        Map<String, Given> stronger = parse(System.getenv(ENVIRONMENT), "the environment variable " + ENVIRONMENT);
        stronger.putAll(parse(text, "the agent's options"));
        Given config = stronger.remove(CONFIG);
        Path file = config == null ? onClassPath() : config.path();
        Map<String, Given> all = file == null ? new LinkedHashMap<>() : properties(file, config);
        all.putAll(stronger);
        return all;
    }

    private static Map<String, Given> parse(String text, String where) {
        Map<String, Given> given = new LinkedHashMap<>();
        if (text == null) return given;
        for (String pair : text.split(";")) {
            if (pair.isBlank()) continue;
            int equals = pair.indexOf('=');
            String name = (equals < 0 ? pair : pair.substring(0, equals)).trim();
            given.put(name, new Given(name, equals < 0 ? "" : pair.substring(equals + 1).trim(), where));
        }
        return given;
    }

    private static Map<String, Given> properties(Path file, Given config) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            String reason = e.getClass().getSimpleName() + ": " + e.getMessage();
            throw config == null ? new IllegalArgumentException("the options in " + file + " can't be read (" + reason + ")") : config.wrong("can't be read (" + reason + ")");
        }
        Map<String, Given> given = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) given.put(name, new Given(name, properties.getProperty(name).trim(), file.toString()));
        return given;
    }

    /** Jars are not looked into: that would open all of them before the program needs them. */
    private static Path onClassPath() {
        return ClassFolders.onClassPath().stream().map(folder -> folder.resolve(FILE)).filter(Files::isRegularFile).findFirst().orElse(null);
    }
}
