package dev.molt.engine.shape;

import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.ClassImage;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.statics.Anew;
import dev.molt.engine.statics.Slice;
import dev.molt.engine.statics.StaticInitialiser;
import dev.molt.engine.vm.StaticValues;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * The parts of static initialisers that are still to run. What is computed anew in one class of a source file is so for the other ones,
 * changed or not; whoever else has computed something of it keeps that.
 */
final class Slices {
    private final Running running;
    private final StaticValues values;
    private final Users users;
    private final Map<Changed, Slice> changed = new IdentityHashMap<>();
    private final Set<Changed> uninitialised = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Class<?>, Slice> others = new LinkedHashMap<>();
    private final Map<ClassLoader, Map<String, Set<Member>>> anew = new IdentityHashMap<>();

    Slices(Running running, StaticValues values, Users users) {
        this.running = running;
        this.values = values;
        this.users = users;
    }

    /** Looks at all changed classes, until nothing more follows from what is computed anew. */
    void look(Map<Changed, ClassImage> shapes) {
        shapes.forEach((c, shape) -> note(c, slice(c, shape.file())));
        Set<Class<?>> known = new HashSet<>();
        shapes.keySet().forEach(c -> known.add(c.type()));
        int size = 0;
        for (int now = size(); now > size; now = size()) {
            size = now;
            shapes.forEach((c, shape) -> {
                if (!anewBeside(c.type()).fields().isEmpty()) note(c, slice(c, shape.file()));
            });
            for (Class<?> type : readers(known)) note(type);
        }
    }

    /** Of a class that changes; null where it has nothing to do with statics, or runs its new initialiser as new. */
    Slice of(Changed c) {
        return changed.get(c);
    }

    /** Of classes that do not change. */
    Map<Class<?>, Slice> others() {
        return others;
    }

    /** Those that will run another initialiser than the one that the VM has. */
    Set<Changed> uninitialised() {
        return uninitialised;
    }

    private int size() {
        return anew.values().stream().flatMap(m -> m.values().stream()).mapToInt(Set::size).sum();
    }

    private void note(Changed c, Slice slice) {
        if (slice == null) return;
        changed.put(c, slice);
        note(c.type(), slice);
    }

    private void note(Class<?> type) {
        byte[] bytes = running.read(type).orElse(null);
        Slice slice = bytes == null ? null : StaticInitialiser.slice(bytes, bytes, false, anewBeside(type));
        if (slice == null || slice.isEmpty()) return;
        others.put(type, slice);
        note(type, slice);
    }

    private void note(Class<?> type, Slice slice) {
        if (slice.anew().isEmpty()) return;
        anew.computeIfAbsent(type.getClassLoader(), l -> new HashMap<>()).put(internalName(type), slice.anew());
    }

    /** A class that is not initialised yet will run its new initialiser as new, if the VM knows of one. */
    private Slice slice(Changed c, ClassFile shape) {
        if (!hasStatics(c.before().file()) && !hasStatics(c.next().file())) return null;
        boolean initialised = values.isInitialised(c.type());
        if (!initialised && shape.method("<clinit>", "()V") != null) {
            if (hasOtherInitialiser(c)) uninitialised.add(c);
            return null;
        }
        return StaticInitialiser.slice(c.before().bytes(), c.next().bytes(), !initialised || isTableOfCases(c.next().file()), anewBeside(c.type()));
    }

    private static boolean hasOtherInitialiser(Changed c) {
        Method before = c.before().file().method("<clinit>", "()V");
        Method after = c.next().file().method("<clinit>", "()V");
        return after != null && (before == null || before.bodyHash() != after.bodyHash());
    }

    private static boolean hasStatics(ClassFile file) {
        return file.method("<clinit>", "()V") != null || file.fields().stream().anyMatch(f -> (f.access() & Opcodes.ACC_STATIC) != 0);
    }

    /** Where the compiler keeps the numbers of the cases of a switch over an enum: made anew as a whole, whatever the old one was. */
    private static boolean isTableOfCases(ClassFile file) {
        return (file.access() & Opcodes.ACC_SYNTHETIC) != 0 && file.fields().stream().anyMatch(f -> f.name().startsWith("$SwitchMap$"));
    }

    /** What is computed anew in the other classes of its source file. */
    private Anew anewBeside(Class<?> type) {
        Map<String, Set<Member>> beside = new HashMap<>();
        anew.getOrDefault(type.getClassLoader(), Map.of()).forEach((name, fields) -> {
            if (!name.equals(internalName(type)) && outermost(name).equals(outermost(internalName(type)))) beside.put(name, fields);
        });
        return new Anew(beside);
    }

    /** Initialised classes of the same source files that name what is computed anew, and do not change. */
    private Set<Class<?>> readers(Set<Class<?>> changing) {
        Set<Class<?>> readers = new LinkedHashSet<>();
        anew.forEach((loader, byName) -> byName.forEach((name, fields) -> {
            for (Member field : fields) {
                for (Class<?> user : users.of(name, field)) {
                    boolean beside = user.getClassLoader() == loader && outermost(internalName(user)).equals(outermost(name));
                    if (beside && !changing.contains(user) && values.isInitialised(user)) readers.add(user);
                }
            }
        }));
        return readers;
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static String outermost(String internalName) {
        int nested = internalName.indexOf('$', internalName.lastIndexOf('/') + 2);
        return nested < 0 ? internalName : internalName.substring(0, nested);
    }
}
