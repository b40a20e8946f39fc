package dev.molt.engine.changeset;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.vm.DefinitionCapture;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.ThrowAwayLoader;
import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out what other agents make of a class, so that their instrumentation survives an update.
 *
 * <p>Some instrument when a class is loaded and leave redefinitions alone (coverage tools): their work has to be in the bytes that we
 * redefine with. Others do their work at each redefinition anew (tracers): they must get the plain bytes. Both are found by trying:
 * defining a class file in a throw-away loader shows the first, a redefinition that the VM refuses shows the second.
 */
final class OtherAgents {
    private final Instrumentation instrumentation;
    private final LoadedBytes loadedBytes;

    OtherAgents(Instrumentation instrumentation, LoadedBytes loadedBytes) {
        this.instrumentation = instrumentation;
        this.loadedBytes = loadedBytes;
    }

    /** Class files as they are after loading: by agents that can't retransform, and by all. */
    record Loaded(byte[] byFirstKind, byte[] byAll) {}

    /** What becomes of a plain class file when the loader of {@code type} loads it. */
    Optional<Loaded> load(Class<?> type, byte[] plain) {
        String name = type.getName();
        try (DefinitionCapture first = new DefinitionCapture(instrumentation, false);
                DefinitionCapture all = new DefinitionCapture(instrumentation, true)) {
            ThrowAwayLoader loader = new ThrowAwayLoader(type.getClassLoader(), Map.of(name, plain), type.getProtectionDomain(), loadedBytes);
            loader.loadClass(name);
            return Optional.of(new Loaded(first.of(loader, name), all.of(loader, name)));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** The bytes among the candidates that a redefinition turns into {@code wanted}. */
    Optional<byte[]> leadingTo(ClassFile wanted, Class<?> type, byte[]... candidates) {
        return Stream.of(candidates).filter(c -> c != null && becomes(wanted, type, c)).findFirst();
    }

    private boolean becomes(ClassFile wanted, Class<?> type, byte[] candidate) {
        try {
            Optional<byte[]> result = loadedBytes.throughRedefinition(type, candidate);
            return result.isPresent() && ClassFile.parse(result.get()).hash().equals(wanted.hash());
        } catch (MalformedClassFileException e) {
            return false;
        }
    }

    /** Whether two class files are equal byte for byte, which they are where no agent touched them. */
    static boolean untouched(byte[] before, byte[] after) {
        return Arrays.equals(before, after);
    }
}
