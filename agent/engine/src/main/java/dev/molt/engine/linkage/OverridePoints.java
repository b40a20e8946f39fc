package dev.molt.engine.linkage;

import dev.molt.boot.Overrides;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import java.lang.invoke.MethodType;
import dev.molt.engine.vm.InternalAccess;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The methods that ask for overrides at their entry. They live and die with their classes. */
final class OverridePoints {
    private final LogicalWorld world;
    private final LogicalMembers members;
    private final InternalAccess access;
    private final ClassValue<Map<Member, OverridePoint>> byClass = new ClassValue<>() {
        @Override
        protected Map<Member, OverridePoint> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };
    private final List<WeakReference<OverridePoint>> all = new ArrayList<>();
    private final Map<OverridePoint, Integer> numbers = new IdentityHashMap<>();
    private MethodTargets targets;

    OverridePoints(LogicalWorld world, LogicalMembers members, InternalAccess access) {
        this.access = access;
        this.world = world;
        this.members = members;
    }

    /** The class, or null for one that nobody has loaded yet; it has all that it needs in itself then. */
    private Class<?> loaded(Evolution e) {
        return access.loaded(e.loader(), e.internalName().replace('/', '.')).orElse(null);
    }

    void targets(MethodTargets targets) {
        this.targets = targets;
    }

    /** The point of a method, or null when it does not ask. */
    OverridePoint of(Class<?> type, Member method) {
        OverridePoint known = byClass.get(type).get(method);
        if (known != null) return known;
        Evolved evolved = world.evolved(type);
        boolean asks = evolved != null && evolved.evolution().prologues().contains(method);
        return asks ? create(type, method) : null;
    }

    /** Where the body of a method stands for receivers that are objects of its class to the program alone, or null. */
    MethodPlace.Beside detached(Class<?> type, String name, MethodType descriptor) {
        Evolved evolved = members.evolved(type);
        if (evolved == null || evolved.evolution().detached().isEmpty()) return null;
        return evolved.evolution().detached().get(new Member(name, descriptor.toMethodDescriptorString()));
    }

    /** The point of a method that is known to ask, or is going to. */
    synchronized OverridePoint create(Class<?> type, Member method) {
        Map<Member, OverridePoint> points = byClass.get(type);
        OverridePoint known = points.get(method);
        if (known != null) return known;
        OverridePoint point = new OverridePoint(type, method, members, targets, this::loaded);
        point.refresh(world.all());
        all.add(new WeakReference<>(point));
        points.put(method, point);
        return point;
    }

    /** Follows a change of the world. */
    synchronized void refresh() {
        all.removeIf(reference -> reference.refersTo(null));
        if (all.isEmpty()) return;
        List<Evolved> classes = world.all();
        for (WeakReference<OverridePoint> reference : all) {
            OverridePoint point = reference.get();
            if (point != null) point.refresh(classes);
        }
    }

    /** The number of a JDK method's point in {@link Overrides}. */
    synchronized int number(Class<?> type, Member method) {
        OverridePoint point = create(type, method);
        return numbers.computeIfAbsent(point, Overrides::register);
    }
}
