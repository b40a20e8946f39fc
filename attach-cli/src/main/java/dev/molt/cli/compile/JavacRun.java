package dev.molt.cli.compile;

import java.util.List;
import java.util.Map;

/**
 * What came out of one run of the compiler.
 *
 * @param errors what was wrong; nothing is usable unless there is nothing
 * @param warnings what the compiler warned of
 * @param classes class files by internal name
 * @param origins path of the source of each class
 * @param uses what each source file uses, by path
 * @param packages package of each source file, with slashes, by path
 * @param resources what annotation processors wrote besides, by path
 */
record JavacRun(List<CompileError> errors, List<CompileError> warnings, Map<String, byte[]> classes, Map<String, String> origins,
                Map<String, SourceUse> uses, Map<String, String> packages, Map<String, byte[]> resources) {

    boolean ok() {
        return errors.isEmpty();
    }
}
