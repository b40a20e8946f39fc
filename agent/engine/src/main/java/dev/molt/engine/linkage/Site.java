package dev.molt.engine.linkage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MutableCallSite;

/** A call site that is linked when it is first called, and anew when the logical world has changed. */
abstract class Site extends MutableCallSite {
    private final Reference reference;
    private final LogicalWorld world;
    private MethodHandle unlinked;

    Site(Reference reference, LogicalWorld world) {
        super(reference.type());
        this.reference = reference;
        this.world = world;
    }

    final Reference reference() {
        return reference;
    }

    /** @param handle finds the target at the next call */
    final void start(MethodHandle handle) {
        unlinked = handle;
        setTarget(handle);
    }

    final long stamp() {
        return world.stamp();
    }

    /** Sets the target, unless the world is no more what it was when the target was found. */
    final synchronized boolean install(long stamp, MethodHandle target) {
        if (stamp != world.stamp()) return false;
        setTarget(target);
        return true;
    }

    /** Makes the next call find the target anew. */
    synchronized void reset() {
        setTarget(unlinked);
    }

    /** Whether these classes have a say in what the site means. */
    abstract boolean dependsOn(Kin changed);
}
