package dev.molt.engine.linkage;

import dev.molt.boot.LogicalTypes;
import dev.molt.boot.Types;

/** Answers questions about types that are known at run time only. */
final class TypeAnswers implements LogicalTypes {
    private final LogicalWorld world;
    private final LogicalMembers members;
    private final StateCopies copies;

    TypeAnswers(LogicalWorld world, LogicalMembers members, StateCopies copies) {
        this.world = world;
        this.members = members;
        this.copies = copies;
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
    public void become(Object object, Object made) {
        if (object.getClass() != made.getClass()) {
            throw new IllegalStateException("an object of " + object.getClass().getName() + " can't become one of " + made.getClass().getName());
        }
        copies.copy(object, made);
    }

    @Override
    public boolean isSubtype(Class<?> type, Class<?> of) {
        boolean physical = of.isAssignableFrom(type) || of.isAssignableFrom(members.vmClass(type));
        return world.disputed().contains(LogicalWorld.internalName(of)) ? members.isSubtype(type, of) : physical;
    }
}
