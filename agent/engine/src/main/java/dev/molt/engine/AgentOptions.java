package dev.molt.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * The agent's options, {@code key=value} pairs separated by semicolons.
 *
 * @param directory where the socket lies, or null for the place by convention
 * @param audit the audit file
 * @param slots which classes get a slot for added fields when they are loaded, as {@link dev.molt.engine.vm.SlotPreparation} takes it; null
 *     where none do
 * @param jmx whether the MBean is registered at the start, for which the platform MBean server is made
 * @param rehearse whether an update is about to come: {@code rehearse}, as the command line says when it attaches for one
 */
public record AgentOptions(String directory, Path audit, List<String> slots, boolean jmx, boolean rehearse) {

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException naming the option that is not known
     */
    public static AgentOptions parse(String text) {
        String directory = null;
        Path audit = null;
        List<String> slots = null;
        boolean jmx = false;
        boolean rehearse = false;
        for (String pair : text.split(";")) {
            if (pair.isBlank()) continue;
            String value = pair.substring(pair.indexOf('=') + 1).trim();
            switch (pair.contains("=") ? pair.substring(0, pair.indexOf('=')).trim() : pair.trim()) {
                case "dir" -> directory = value;
                case "audit" -> audit = Path.of(value);
                case "slots" -> slots = pair.contains("=") && !value.isEmpty() ? List.of(value.split(",")) : List.of();
                case "jmx" -> jmx = true;
                case "rehearse" -> rehearse = true;
                default -> throw new IllegalArgumentException("unknown agent option \"" + pair.trim()
                        + "\": there are dir=DIR, audit=FILE, slots=PREFIX,PREFIX and jmx, "
                        + "separated by semicolons");
            }
        }
        return new AgentOptions(directory, audit == null ? defaultAudit() : audit.toAbsolutePath(), slots, jmx, rehearse);
    }

    private static Path defaultAudit() {
        ProcessHandle self = ProcessHandle.current();
        String started = self.info().startInstant().map(i -> "-" + i.getEpochSecond()).orElse("");
        return Path.of(System.getProperty("user.home"), ".molt", "audit", self.pid() + started + ".jsonl").toAbsolutePath();
    }
}
