package dev.molt.boot;

import java.lang.invoke.MethodHandle;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The code behind a reflective object, looked up again when classes have evolved since. What is called often gets a class of its own, as
 * the JDK's own accessors do.
 */
public final class Target {
    /** As many calls as the JDK makes before it gives a method a class of its own. */
    private static final int SELDOM = 15;

    private static volatile int epoch;

    private final Supplier<MethodHandle> source;
    private final Function<MethodHandle, MemberCall> seldom;
    private final Function<MethodHandle, MemberCall> often;
    private Linked linked;
    /** Calls of this epoch while they are few; threads may lose some. */
    private int calls;

    private record Linked(MethodHandle handle, MemberCall call, int epoch, boolean own) {}

    /**
     * @param source gives the handle of this moment; throws a LinkageError once the member is gone
     * @param seldom makes of a handle what is called at first
     * @param often makes of a handle what is called when it has been called often
     */
    public Target(Supplier<MethodHandle> source, Function<MethodHandle, MemberCall> seldom, Function<MethodHandle, MemberCall> often) {
        this.source = source;
        this.seldom = seldom;
        this.often = often;
    }

    /** From now on all targets are looked up again. */
    public static synchronized void renew() {
        epoch++;
    }

    MemberCall call() {
        Linked current = linked;
        return current != null && current.own && current.epoch == epoch ? current.call : counted(current);
    }

    private MemberCall counted(Linked known) {
        Linked current = known;
        int now = epoch;
        if (current == null || current.epoch != now) {
            MethodHandle handle = source.get();
            current = new Linked(handle, seldom.apply(handle), now, false);
            calls = 0;
        } else if (calls++ >= SELDOM) {
            current = new Linked(current.handle, often.apply(current.handle), now, true);
        }
        linked = current;
        return current.call;
    }
}
