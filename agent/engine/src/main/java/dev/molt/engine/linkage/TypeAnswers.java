package dev.molt.engine.linkage;

import dev.molt.boot.LogicalTypes;
import dev.molt.boot.Types;

/** Answers questions about types that are known at run time only. */
final class TypeAnswers implements LogicalTypes {
    private final LogicalWorld world;
    private final LogicalMembers members;

    TypeAnswers(LogicalWorld world, LogicalMembers members) {
        this.world = world;
        this.members = members;
    }

    /** Stands here, since whoever names both this class and its interface makes the verifier load them. */
    void install() {
        Types.install(this);
    }

    @Override
    public Class<?> classOf(Object object) {
        return members.classOf(object);
    }

    @Override
    public boolean isSubtype(Class<?> type, Class<?> of) {
        boolean physical = of.isAssignableFrom(type) || of.isAssignableFrom(members.vmClass(type));
        return world.disputed().contains(LogicalWorld.internalName(of)) ? members.isSubtype(type, of) : physical;
    }
}
