package dev.molt.boot;

import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;

/** The code behind a reflective object, looked up again when classes have evolved since. */
public final class Target {
    private static volatile int epoch;

    private final Supplier<MethodHandle> source;
    private Linked linked;

    private record Linked(MethodHandle handle, int epoch) {}

    /** @param source gives the handle of this moment; throws a LinkageError once the member is gone */
    public Target(Supplier<MethodHandle> source) {
        this.source = source;
    }

    /** From now on all targets are looked up again. */
    public static synchronized void renew() {
        epoch++;
    }

    MethodHandle handle() {
        Linked current = linked;
        if (current != null && current.epoch == epoch) return current.handle;
        int now = epoch;
        current = new Linked(source.get(), now);
        linked = current;
        return current.handle;
    }
}
