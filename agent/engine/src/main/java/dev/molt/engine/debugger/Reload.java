package dev.molt.engine.debugger;

import dev.molt.protocol.source.Supply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a debugger's class file stands for: one reload of all that has changed in the class folders, where it is the content of one of their
 * files, else itself alone.
 *
 * @param classes hashes of the class files by name
 * @param stamps the files that were looked at
 */
record Reload(Supply supply, Map<String, String> classes, Map<Path, FileStamp> stamps) {

    /** @param settled files of which it is known that what they hold is live */
    static Reload of(Class<?> type, byte[] offered, BuildFolders folders, Map<Path, FileStamp> settled) throws IOException {
        Map<String, Path> files = folders.files(type.getClassLoader());
        Path own = files.get(type.getName());
        if (own == null || !Arrays.equals(Files.readAllBytes(own), offered)) {
            return of(Supply.of("a debugger", Map.of(type.getName(), offered)), Map.of());
        }
        Map<Path, FileStamp> stamps = new HashMap<>();
        Map<String, Path> changed = new TreeMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            FileStamp stamp = FileStamp.of(file.getValue());
            stamps.put(file.getValue(), stamp);
            if (file.getValue().equals(own) || !stamp.equals(settled.get(file.getValue()))) changed.put(file.getKey(), file.getValue());
        }
        return of(Supply.ofFiles(String.join(":", folders.of(type.getClassLoader()).stream().map(Path::toString).toList()), changed), stamps);
    }

    private static Reload of(Supply supply, Map<Path, FileStamp> stamps) {
        return new Reload(supply, supply.hashes(), stamps);
    }
}
