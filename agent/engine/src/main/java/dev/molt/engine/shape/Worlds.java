package dev.molt.engine.shape;

import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.ClassImage;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.dependents.LoaderView;
import dev.molt.engine.dependents.World;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.translate.Admission;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.Loaders;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** What each loader will see after the update: the classes as the program means them, and as the VM holds them. */
final class Worlds {
    private final ChangeSet set;
    private final LoadedClasses loaded;
    private final Running running;
    private final LoadedBytes loadedBytes;
    private final Map<String, ClassFile> asShaped = new HashMap<>();
    private final Map<ClassLoader, World> logical = new IdentityHashMap<>();
    private final Map<ClassLoader, World> physical = new IdentityHashMap<>();

    Worlds(ChangeSet set, LoadedClasses loaded, Running running, LoadedBytes loadedBytes) {
        this.set = set;
        this.loaded = loaded;
        this.running = running;
        this.loadedBytes = loadedBytes;
    }

    World logical(ClassLoader loader) {
        return logical.computeIfAbsent(loader, l -> new LoaderView(l, files(l, true), loaded, running::read));
    }

    /** Tells what the VM is to get for new classes that are something else to the program; before anybody asks. */
    void physicalAs(Map<String, ClassFile> files) {
        asShaped.putAll(files);
        physical.clear();
    }

    /** New classes have any shape, changed ones keep theirs; it is read out of the VM where it is not known yet. */
    World physical(ClassLoader loader) {
        return physical.computeIfAbsent(loader, l -> new LoaderView(l, admitted(l), loaded, loadedBytes::read));
    }

    /** New classes have the supertypes that the VM lets them have. */
    private Map<String, ClassFile> admitted(ClassLoader loader) {
        Map<String, ClassFile> files = files(loader, false);
        if (files.isEmpty()) return files;
        World offered = new LoaderView(loader, files, loaded, loadedBytes::read);
        Map<String, ClassFile> admitted = new HashMap<>(files);
        for (OnLoad o : set.onLoad()) {
            if (files.get(o.next().file().internalName()) == o.next().file()) admit(o.next(), offered, admitted);
        }
        for (Added a : set.added()) {
            if (files.get(a.next().file().internalName()) == a.next().file()) admit(a.next(), offered, admitted);
        }
        return admitted;
    }

    private static void admit(ClassImage next, World offered, Map<String, ClassFile> admitted) {
        admitted.put(next.file().internalName(), Admission.of(next.file(), next.bytes(), offered));
    }

    private Map<String, ClassFile> files(ClassLoader loader, boolean changed) {
        Map<String, ClassFile> files = new HashMap<>();
        for (OnLoad o : set.onLoad()) {
            if (Loaders.sees(loader, o.in())) files.put(o.next().file().internalName(), o.next().file());
        }
        for (Added a : set.added()) {
            if (Loaders.sees(loader, a.into())) files.put(a.next().file().internalName(), a.next().file());
        }
        if (!changed) {
            asShaped.forEach((name, file) -> {
                if (files.containsKey(name)) files.put(name, file);
            });
        }
        for (Changed c : set.changed()) {
            ClassFile file = changed ? c.next().file() : c.original() != null ? c.before().file() : null;
            if (file != null && Loaders.sees(loader, c.type().getClassLoader())) files.put(file.internalName(), file);
        }
        return files;
    }
}
