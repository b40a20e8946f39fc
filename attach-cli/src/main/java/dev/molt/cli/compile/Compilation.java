package dev.molt.cli.compile;

import dev.molt.protocol.report.StageTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came out of an incremental compilation.
 *
 * @param errors what the compiler found wrong; then nothing was kept of the compilation
 * @param warnings what it warned of
 * @param compiled paths of the source files that were compiled, each with the reason
 * @param sources how many source files the program has
 * @param changed names of the classes that are new or have other class files now, with dots
 * @param removed names of the classes that are gone, with dots
 * @param rounds how many times the compiler ran
 * @param stages how long it took: to look at the {@code sources}, to {@code compile}, to {@code keep} the result
 */
public record Compilation(List<CompileError> errors, List<CompileError> warnings, Map<String, String> compiled, int sources, Set<String> changed,
                          Set<String> removed, int rounds, List<StageTime> stages) {

    public boolean ok() {
        return errors.isEmpty();
    }
}
