package dev.molt.engine.dependents;

import dev.molt.engine.evolve.Member;
import dev.molt.engine.shape.Users;
import dev.molt.engine.vm.LoadedClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers from the index, which is brought up to date at most once for all the questions of an update. */
final class IndexedUsers implements Users {
    private final LoadedIndex index;
    private final LoadedClasses loaded;
    private boolean complete;

    IndexedUsers(LoadedIndex index, LoadedClasses loaded) {
        this.index = index;
        this.loaded = loaded;
    }

    @Override
    public List<Class<?>> of(Class<?> owner, Collection<Member> members) {
        refresh();
        Set<Class<?>> users = new LinkedHashSet<>(List.of(owner));
        Set<String> names = new LinkedHashSet<>(loaded.all().stream().filter(owner::isAssignableFrom).map(t -> t.getName().replace('.', '/')).toList());
        names.add(owner.getName().replace('.', '/'));
        for (String name : names) {
            for (Member m : members) users.addAll(index.usersOfMember(name, m.name(), m.descriptor()));
        }
        return List.copyOf(users);
    }

    @Override
    public Set<Class<?>> among(Set<Class<?>> classes, Map<String, Set<Member>> byOwner) {
        if (!complete) refresh(classes);
        Set<Class<?>> users = new LinkedHashSet<>();
        byOwner.forEach((owner, members) -> {
            for (Member m : members) users.addAll(index.usersOfMember(owner, m.name(), m.descriptor()));
        });
        users.retainAll(classes);
        return users;
    }

    @Override
    public List<Class<?>> of(String internalName) {
        refresh();
        return index.usersOf(internalName);
    }

    @Override
    public List<Class<?>> of(String owner, Member member) {
        refresh();
        return index.usersOfMember(owner, member.name(), member.descriptor());
    }

    private void refresh() {
        if (complete) return;
        refresh(loaded.all());
        complete = true;
    }

    private void refresh(Collection<Class<?>> classes) {
        try {
            index.refresh(classes, (stage, done, total) -> { });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
