package dev.molt.engine.debugger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** By what a file is known to be the same as before, without reading it: whoever changes it changes one of these. */
record FileStamp(Object inode, Object size, Object modified, Object changed) {

    static FileStamp of(Path file) throws IOException {
        Map<String, Object> a = Files.readAttributes(file, "unix:ino,dev,size,lastModifiedTime,ctime");
        return new FileStamp(a.get("dev") + ":" + a.get("ino"), a.get("size"), a.get("lastModifiedTime"), a.get("ctime"));
    }
}
