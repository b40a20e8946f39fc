package dev.molt.engine.shape;

import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.ClassImage;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.LinkedWorld;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.translate.Layout;
import dev.molt.engine.translate.OverridePlan;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.Loaders;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Loaded classes that do not change themselves: those whose methods are to ask for overrides that the VM does not know, those
 * between them and the overrides that call such a method by {@code super}, and those whose references mean another member now.
 */
final class DrawnIn {
    private final Running running;
    private final LoadedBytes loadedBytes;
    private final LoadedClasses loaded;
    private final LinkedWorld world;
    private final Map<Class<?>, Map<Member, Integer>> prologues = new LinkedHashMap<>();

    DrawnIn(Running running, LoadedBytes loadedBytes, LoadedClasses loaded, LinkedWorld world) {
        this.running = running;
        this.loadedBytes = loadedBytes;
        this.loaded = loaded;
        this.world = world;
    }

    /** The prologues that loaded classes get, by class; a class may get none and still have to be translated. */
    Map<Class<?>, Map<Member, Integer>> prologues() {
        return prologues;
    }

    /** Draws in classes whose code has to be translated, without prologues. */
    void add(Collection<Class<?>> users) {
        for (Class<?> user : users) prologues.computeIfAbsent(user, u -> new HashMap<>());
    }

    /** Looks at the update's classes of one loader. */
    void look(ClassLoader loader, OverridePlan plan, Iterable<Layout> layouts) {
        Map<String, Set<Member>> byOwner = plan.prologues();
        for (Map.Entry<String, Set<Member>> e : byOwner.entrySet()) {
            Class<?> owner = find(loader, e.getKey());
            if (owner == null) continue;
            Map<Member, Integer> numbered = prologues.computeIfAbsent(owner, o -> new HashMap<>());
            for (Member m : e.getValue()) numbered.put(m, Loaders.isJdk(owner.getClassLoader()) ? world.overridable(owner, m) : 0);
        }
        if (byOwner.isEmpty()) return;
        for (Layout layout : layouts) {
            for (String name = layout.logical().superName(); name != null; ) {
                Class<?> above = find(loader, name);
                if (above == null || Loaders.isJdk(above.getClassLoader())) break;
                byte[] bytes = loadedBytes.read(above).orElse(null);
                if (bytes != null && plan.concerns(bytes)) prologues.computeIfAbsent(above, o -> new HashMap<>());
                name = above.getSuperclass() == null ? null : above.getSuperclass().getName().replace('.', '/');
            }
        }
    }

    private Class<?> find(ClassLoader loader, String internalName) {
        String name = internalName.replace('/', '.');
        for (Class<?> type : loaded.named(name)) {
            if (Loaders.sees(loader, type.getClassLoader())) return type;
        }
        try {
            return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException newOne) {
            return null;
        }
    }

    /** The class as one that changes, from what it is to what it is. */
    Changed unchanged(Class<?> type) {
        Evolution evolution = running.evolution(type).orElse(null);
        byte[] loadedNow = loadedBytes.read(type).orElseThrow(() -> new IllegalStateException("the VM does not hand out " + type.getName()));
        ClassImage physical = new ClassImage(loadedNow, parse(loadedNow));
        ClassImage logical = evolution == null ? physical : new ClassImage(evolution.logical(), evolution.logicalFile());
        return new Changed(type, Loaders.id(type.getClassLoader()), logical, logical, logical, logical.bytes(),
                evolution == null ? loadedNow : evolution.physical());
    }

    private static ClassFile parse(byte[] bytes) {
        try {
            return ClassFile.parse(bytes);
        } catch (MalformedClassFileException e) {
            throw new IllegalStateException("the VM handed out a class file that can't be read: " + e.getMessage(), e);
        }
    }
}
