package dev.molt.engine.dependents;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.vm.ClassPathBytes;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.Loaders;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a loader sees: classes of the update first, then what is loaded, then what it would find. Class files are only read;
 * nothing is loaded by looking.
 */
final class LoaderView implements World {
    private final ClassLoader loader;
    private final Map<String, ClassFile> updated;
    private final LoadedClasses loaded;
    private final LoadedBytes loadedBytes;
    private final Map<String, Optional<ClassFile>> answers = new HashMap<>();

    /** @param updated classes of the update by internal name; empty for the view before it */
    LoaderView(ClassLoader loader, Map<String, ClassFile> updated, LoadedClasses loaded, LoadedBytes loadedBytes) {
        this.loader = loader;
        this.updated = updated;
        this.loaded = loaded;
        this.loadedBytes = loadedBytes;
    }

    @Override
    public ClassFile lookup(String internalName) {
        ClassFile next = updated.get(internalName);
        return next != null ? next : answers.computeIfAbsent(internalName, this::find).orElse(null);
    }

    private Optional<ClassFile> find(String internalName) {
        String name = internalName.replace('/', '.');
        Optional<byte[]> bytes = loaded.named(name).stream().filter(t -> Loaders.sees(loader, t.getClassLoader())).findFirst()
                .flatMap(loadedBytes::read);
        return bytes.or(() -> ClassPathBytes.find(loader, name)).map(LoaderView::parse);
    }

    /** A class file that can't be read is one that can't be loaded. */
    private static ClassFile parse(byte[] bytes) {
        try {
            return ClassFile.parse(bytes);
        } catch (MalformedClassFileException e) {
            return null;
        }
    }
}
