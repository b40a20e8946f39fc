package dev.molt.engine.linkage;

import dev.molt.engine.linkage.DirectSite.Link;
import java.lang.invoke.MethodHandle;

/** Links the two halves of a method's question for overrides. */
final class OverrideLinks implements VirtualSite.Rule {
    private final OverridePoints points;

    OverrideLinks(OverridePoints points) {
        this.points = points;
    }

    Link test(Reference reference, LogicalMembers members) {
        return new Link(point(reference).test(reference.code()));
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
