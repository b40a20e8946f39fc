package dev.molt.engine.evolve;

import dev.molt.engine.vm.LoadedBytes;
import java.util.Optional;

/** What runs, as the program sees it: the logical class file of a loaded class. */
public final class Running {
    private final LoadedBytes loadedBytes;
    private final Evolutions evolutions;
    private final OfferedVersions offered;

    public Running(LoadedBytes loadedBytes, Evolutions evolutions, OfferedVersions offered) {
        this.loadedBytes = loadedBytes;
        this.evolutions = evolutions;
        this.offered = offered;
    }

    /** The logical class file, or nothing when the VM does not hand out the loaded one. */
    public Optional<byte[]> read(Class<?> type) {
        Optional<byte[]> evolved = evolutions.of(type).map(Evolution::logical);
        return evolved.isPresent() ? evolved : loadedBytes.read(type);
    }

    /** Makes many reads cheaper, as {@link LoadedBytes#begin()}. */
    public LoadedBytes.Reading begin() {
        return loadedBytes.begin();
    }

    public Optional<Evolution> evolution(Class<?> type) {
        return evolutions.of(type);
    }

    public Optional<Evolution> evolution(ClassLoader loader, String internalName) {
        return evolutions.of(loader, internalName);
    }

    /** Which class file was last offered under this name, where what runs has another name or other bytes for it. */
    public Optional<OfferedVersions.Version> offered(ClassLoader loader, String name) {
        return offered.of(loader, name);
    }
}
