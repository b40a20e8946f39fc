package dev.molt.engine.linkage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.SwitchPoint;

/** The way of arguments to the constructors of one class. As long as nobody hands anything over, its carriers do not even look. */
final class Channel {
    private static final MethodHandle NOTHING = MethodHandles.constant(Object[].class, null);

    private final SwitchPoint idle = new SwitchPoint();

    /** {@code ()Object[]} for the carriers. */
    MethodHandle take() {
        return idle.guardWithTest(NOTHING, HandOver.TAKE.bindTo(this));
    }

    /** {@code (Object[])void} for the callers. */
    synchronized MethodHandle put() {
        if (!idle.hasBeenInvalidated()) SwitchPoint.invalidateAll(new SwitchPoint[] {idle});
        return HandOver.PUT.bindTo(this);
    }
}
