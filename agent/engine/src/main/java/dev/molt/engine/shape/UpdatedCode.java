package dev.molt.engine.shape;

import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.statics.NewVersion;
import dev.molt.engine.vm.Loaders;
import dev.molt.engine.vm.LoadedClasses;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** The code of the classes that each loader will see after an update, as the program means it. */
final class UpdatedCode {
    private final ChangeSet set;
    private final LoadedClasses loaded;
    private final Running running;
    private final Map<ClassLoader, NewVersion> versions = new IdentityHashMap<>();

    UpdatedCode(ChangeSet set, LoadedClasses loaded, Running running) {
        this.set = set;
        this.loaded = loaded;
        this.running = running;
    }

    /** Classes of the update and loaded ones, as the loader sees them; it reads each when it is asked for. */
    NewVersion in(ClassLoader loader) {
        return versions.computeIfAbsent(loader, this::version);
    }

    private NewVersion version(ClassLoader loader) {
        Map<String, Optional<ClassNode>> known = new HashMap<>();
        return name -> known.computeIfAbsent(name, n -> bytes(loader, n).map(UpdatedCode::read)).orElse(null);
    }

    private Optional<byte[]> bytes(ClassLoader loader, String name) {
        for (Changed c : set.changed()) {
            if (c.next().file().internalName().equals(name) && Loaders.sees(loader, c.type().getClassLoader())) return Optional.of(c.next().bytes());
        }
        for (Added a : set.added()) {
            if (a.next().file().internalName().equals(name) && Loaders.sees(loader, a.into())) return Optional.of(a.next().bytes());
        }
        for (OnLoad o : set.onLoad()) {
            if (o.next().file().internalName().equals(name) && Loaders.sees(loader, o.in())) return Optional.of(o.next().bytes());
        }
        return loaded.named(name.replace('/', '.')).stream().filter(t -> Loaders.sees(loader, t.getClassLoader())).findFirst().flatMap(running::read);
    }

    private static ClassNode read(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return node;
    }
}
