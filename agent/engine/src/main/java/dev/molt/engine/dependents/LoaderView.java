package dev.molt.engine.dependents;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.vm.ClassPathBytes;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.Loaders;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a loader sees: classes of the update first, then what is loaded, then what it would find. Class files are only read;
 * nothing is loaded by looking. Several threads may look at once.
 */
public final class LoaderView implements World {
    private final ClassLoader loader;
    private final Map<String, ClassFile> updated;
    private final LoadedClasses loaded;
    private final Bytes bytes;
    private final Parser parser;
    private final Map<String, Optional<ClassFile>> answers = new ConcurrentHashMap<>();

    /** Where the class files of loaded classes come from: what the program means, or what the VM holds. */
    public interface Bytes {
        Optional<byte[]> read(Class<?> type);
    }

    /** How much of a class file is looked at. */
    private interface Parser {
        ClassFile parse(byte[] bytes) throws MalformedClassFileException;
    }

    /** @param updated classes of the update by internal name; empty for the view before it */
    public LoaderView(ClassLoader loader, Map<String, ClassFile> updated, LoadedClasses loaded, Bytes bytes) {
        this(loader, updated, loaded, bytes, ClassFile::parse);
    }

    /** The declarations alone of classes that are not of the update: what is left to be asked is whether references link. */
    static LoaderView ofDeclarations(ClassLoader loader, Map<String, ClassFile> updated, LoadedClasses loaded, Bytes bytes) {
        return new LoaderView(loader, updated, loaded, bytes, ClassFile::declarations);
    }

    private LoaderView(ClassLoader loader, Map<String, ClassFile> updated, LoadedClasses loaded, Bytes bytes, Parser parser) {
        this.loader = loader;
        this.updated = updated;
        this.loaded = loaded;
        this.bytes = bytes;
        this.parser = parser;
    }

    @Override
    public ClassFile lookup(String internalName) {
        ClassFile next = updated.get(internalName);
        if (next != null) return next;
        Optional<ClassFile> known = answers.get(internalName);
        if (known == null) {
            known = find(internalName);
            answers.put(internalName, known);
        }
        return known.orElse(null);
    }

    private Optional<ClassFile> find(String internalName) {
        String name = internalName.replace('/', '.');
        Optional<byte[]> file = loaded.named(name).stream().filter(t -> Loaders.sees(loader, t.getClassLoader())).findFirst()
                .flatMap(bytes::read);
        return file.or(() -> ClassPathBytes.find(loader, name)).map(this::parse);
    }

    /** A class file that can't be read is one that can't be loaded. */
    private ClassFile parse(byte[] bytes) {
        try {
            return parser.parse(bytes);
        } catch (MalformedClassFileException e) {
            return null;
        }
    }
}
