package dev.molt.engine.options;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The agent's options.
 *
 * @param directory where the socket lies, or null for the place by convention
 * @param audit the audit file
 * @param slots which classes get a slot for added fields when they are loaded, as {@link dev.molt.engine.vm.SlotPreparation} takes it; null
 *     where none do
 * @param jmx whether the MBean is registered at the start, for which the platform MBean server is made
 * @param watch what to watch for saved files
 * @param rehearse whether an update is about to come: {@code rehearse}, as the command line says when it attaches for one
 */
public record AgentOptions(String directory, Path audit, List<String> slots, boolean jmx, WatchOptions watch, boolean rehearse) {
    private static final String KNOWN = "there are dir=DIR, audit=FILE, slots=PREFIX,PREFIX, jmx, watch, watch=DIR,DIR, include=GLOB,GLOB, "
            + "exclude=GLOB,GLOB and config=FILE, separated by semicolons";

    /**
     * What watching is about.
     *
     * @param folders what to watch; null for nothing, empty for the class folders of the class path
     * @param include patterns of the classes that count; all when empty
     * @param exclude patterns of the classes that don't
     */
    public record WatchOptions(List<Path> folders, List<String> include, List<String> exclude) {}

    /**
     * Reads the options from all places where they may stand.
     *
     * @param text the agent's own string
     * @throws IllegalArgumentException naming the option that is not known or can't be used, and where it stands
     */
    public static AgentOptions read(String text) {
        String directory = null;
        Path audit = null;
        List<String> slots = null;
        List<Path> folders = null;
        List<String> include = List.of();
        List<String> exclude = List.of();
        boolean jmx = false;
        boolean rehearse = false;
        for (Map.Entry<String, Given> option : OptionSources.read(text).entrySet()) {
            Given given = option.getValue();
            switch (option.getKey()) {
                case "dir" -> directory = given.path().toString();
                case "audit" -> audit = given.path();
                case "slots" -> slots = given.list();
                case "jmx" -> jmx = given.isOn();
                case "watch" -> folders = watched(given);
                case "include" -> include = given.list();
                case "exclude" -> exclude = given.list();
                case "rehearse" -> rehearse = given.isOn();
                default -> throw given.wrong("is not known: " + KNOWN);
            }
        }
        return new AgentOptions(directory, audit == null ? defaultAudit() : audit, slots, jmx, new WatchOptions(folders, include, exclude), rehearse);
    }

    private static List<Path> watched(Given given) {
        return switch (given.value()) {
            case "", "true" -> List.of();
            case "false" -> null;
            default -> given.paths();
        };
    }

    private static Path defaultAudit() {
        ProcessHandle self = ProcessHandle.current();
        String started = self.info().startInstant().map(i -> "-" + i.getEpochSecond()).orElse("");
        return Path.of(System.getProperty("user.home"), ".molt", "audit", self.pid() + started + ".jsonl").toAbsolutePath();
    }
}
