package dev.molt.engine.view;

import dev.molt.engine.evolve.Evolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nests (JVMS 4.7.28, 4.7.29) with the classes that joined them later. To the VM each of those is a nest of its own. */
final class Nests {
    private final Evolved evolved;

    Nests(Evolved evolved) {
        this.evolved = evolved;
    }

    /** @param physical the host that the VM knows */
    Class<?> host(Class<?> type, Class<?> physical) {
        if (physical != type) return physical;
        String name = type.getName();
        for (int i = name.indexOf('$', 1); i > 0; i = name.indexOf('$', i + 1)) {
            Class<?> outer = LiveView.named(type, name.substring(0, i));
            Optional<Evolution> evolution = outer == null ? Optional.empty() : evolved.of(outer);
            if (evolution.isPresent() && evolution.get().logicalFile().nestMembers().contains(name.replace('.', '/'))) return outer;
        }
        return type;
    }

    /** The host first, then the members of its newest version that can be loaded. */
    Class<?>[] members(Class<?> type, Class<?>[] physical) {
        Class<?> host = host(type, physical[0]);
        Optional<Evolution> evolution = evolved.of(host);
        if (evolution.isEmpty()) return physical;
        List<Class<?>> members = new ArrayList<>(List.of(host));
        for (String name : evolution.get().logicalFile().nestMembers()) {
            Class<?> member = LiveView.named(host, name);
            if (member != null) members.add(member);
        }
        return members.toArray(Class<?>[]::new);
    }
}
