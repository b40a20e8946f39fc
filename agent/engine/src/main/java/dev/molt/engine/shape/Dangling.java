package dev.molt.engine.shape;

import dev.molt.engine.classfile.Field;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.dependents.Reference;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.Loaders;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;

/**
 * Loaded classes outside of an update that name members which nobody has, and which come with it: they were compiled with a newer version of
 * the rest. The VM goes on to find nothing (JVMS 5.4.3), so they have to be linked.
 */
final class Dangling {
    private static final int BEYOND_PACKAGE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;
    private static final int BODY_OF_LAMBDA = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;

    private final LoadedClasses loaded;
    private final Subtypes subtypes;
    private final Users users;
    private final Function<Class<?>, List<Reference>> references;

    /** @param references what a class refers to, as the VM has it */
    Dangling(LoadedClasses loaded, Subtypes subtypes, Users users, Function<Class<?>, List<Reference>> references) {
        this.loaded = loaded;
        this.subtypes = subtypes;
        this.users = users;
        this.references = references;
    }

    /** What comes with an update to the classes of one loader. */
    private static final class Coming {
        private final Map<String, Set<Member>> byOwner = new HashMap<>();
        private final Set<String> packages = new HashSet<>();
        private boolean beyondPackages;

        private void add(Rebound.Subject subject, List<Class<?>> below) {
            Set<Member> members = new HashSet<>();
            for (Method m : subject.layout().logical().methods()) {
                if ((m.access() & BODY_OF_LAMBDA) != BODY_OF_LAMBDA && subject.comes(m)) add(new Member(m.name(), m.descriptor()), m.access(), members);
            }
            for (Field f : subject.layout().logical().fields()) {
                if (subject.comes(f)) add(new Member(f.name(), f.descriptor()), f.access(), members);
            }
            if (members.isEmpty()) return;
            packages.add(subject.type().getPackageName());
            byOwner.computeIfAbsent(internalName(subject.type()), o -> new HashSet<>()).addAll(members);
            for (Class<?> c : below) byOwner.computeIfAbsent(internalName(c), o -> new HashSet<>()).addAll(members);
        }

        private void add(Member member, int access, Set<Member> to) {
            to.add(member);
            beyondPackages |= (access & BEYOND_PACKAGE) != 0;
        }

        private boolean mayBeNamedBy(Class<?> type) {
            return beyondPackages || packages.contains(type.getPackageName());
        }

        private boolean isNamedBy(Reference r) {
            return r.name() != null && byOwner.getOrDefault(r.owner(), Set.of()).contains(new Member(r.name(), r.descriptor()));
        }
    }

    /** @param changing the classes of the update, which are linked in any case */
    Set<Class<?>> find(Collection<Rebound.Subject> subjects, Set<Class<?>> changing) {
        Map<ClassLoader, Coming> byLoader = new HashMap<>();
        for (Rebound.Subject s : subjects) byLoader.computeIfAbsent(s.type().getClassLoader(), l -> new Coming()).add(s, subtypes.of(s.type()));
        Set<Class<?>> found = new LinkedHashSet<>();
        byLoader.forEach((loader, coming) -> {
            if (coming.byOwner.isEmpty()) return;
            Set<Class<?>> others = loaded.all().stream().filter(c -> !changing.contains(c) && coming.mayBeNamedBy(c) && Loaders.sees(c.getClassLoader(), loader))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            for (Class<?> user : users.among(others, coming.byOwner)) {
                if (references.apply(user).stream().anyMatch(coming::isNamedBy)) found.add(user);
            }
        });
        return found;
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }
}
