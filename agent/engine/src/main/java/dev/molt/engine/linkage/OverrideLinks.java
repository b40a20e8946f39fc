package dev.molt.engine.linkage;

import dev.molt.engine.linkage.DirectSite.Link;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Links the two halves of a method's question for overrides. */
final class OverrideLinks implements VirtualSite.Rule {
    private final OverridePoints points;

    OverrideLinks(OverridePoints points) {
        this.points = points;
    }

    Link test(Reference reference, LogicalMembers members) {
        OverridePoint point = point(reference);
        MethodType type = MethodType.methodType(boolean.class, Object.class);
        return new Link(point.idle() ? MethodHandles.dropArguments(MethodHandles.constant(boolean.class, false), 0, type.parameterType(0))
                : point.test());
    }

    @Override
    public MethodHandle forAll(Reference reference, LogicalMembers members) {
        return null;
    }

    @Override
    public MethodHandle select(Reference reference, LogicalMembers members, Class<?> receiver) {
        return point(reference).override(receiver);
    }

    private OverridePoint point(Reference reference) {
        return points.create(reference.ownerClass(), reference.member());
    }
}
