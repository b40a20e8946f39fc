package dev.molt.engine.shape;

import dev.molt.engine.evolve.LinkedWorld;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.translate.Subject;
import dev.molt.engine.translate.Translator;
import dev.molt.engine.vm.LoadedClasses;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The types that some object has to the program and not to the VM, or the other way round, once the update is there. Whoever asks for them
 * has to be linked.
 */
final class Disputes {
    /** What asks for types that are known at run time only. */
    private static final Set<String> ASKING = Set.of("isInstance(Ljava/lang/Object;)Z", "isAssignableFrom(Ljava/lang/Class;)Z",
            "cast(Ljava/lang/Object;)Ljava/lang/Object;", "getSuperclass()Ljava/lang/Class;", "isInterface()Z");

    private final Set<String> all;
    private final Set<String> added = new TreeSet<>();
    private final Map<Class<?>, String> types = new LinkedHashMap<>();

    private Disputes(Set<String> before) {
        all = new TreeSet<>(before);
    }

    static Disputes of(Collection<Subject> subjects, Layouts layouts, Worlds worlds, LinkedWorld world, LoadedClasses loaded) {
        Disputes disputes = new Disputes(world.disputed());
        for (Subject s : subjects) {
            String name = layouts.of(s).logical().internalName();
            if (layouts.of(s).instances().isOfOtherClass() && disputes.all.add(name)) disputes.added.add(name);
            for (String type : Translator.lineage(worlds.logical(s.loader()), worlds.physical(s.loader()), layouts.of(s)).disputed()) {
                if (disputes.all.add(type)) disputes.added.add(type);
                Class<?> found = loaded.supertype(s.loader(), type.replace('/', '.')); // null for one of the update's own
                if (found != null) disputes.types.putIfAbsent(found, layouts.of(s).logical().name());
            }
        }
        return disputes;
    }

    /** All of them, those of earlier updates included, by internal name. */
    Set<String> all() {
        return all;
    }

    boolean contains(String internalName) {
        return all.contains(internalName);
    }

    /** Those among them that are loaded, and a class of this update that has or loses it. */
    Map<Class<?>, String> types() {
        return types;
    }

    /** The loaded classes that name one of the types that nobody disputed before, or ask for types that nobody can foretell. */
    Set<Class<?>> users(Users known, boolean first) {
        Set<Class<?>> users = new LinkedHashSet<>();
        for (String type : added) users.addAll(known.of(type));
        if (added.contains("java/lang/Cloneable")) users.addAll(known.of("java/lang/Object", new Member("clone", "()Ljava/lang/Object;")));
        if (!first || added.isEmpty()) return users;
        for (String method : ASKING) {
            int at = method.indexOf('(');
            users.addAll(known.of("java/lang/Class", new Member(method.substring(0, at), method.substring(at))));
        }
        return users;
    }
}
