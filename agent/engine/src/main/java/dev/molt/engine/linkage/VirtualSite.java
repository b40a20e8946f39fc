package dev.molt.engine.linkage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call site whose target depends on the receiver's class: a chain of comparisons for the first classes that come, a table beyond.
 * Classes of loaders that may go before the site's own are never held by it.
 */
final class VirtualSite extends Site {
    private static final int LONGEST_CHAIN = 10;
    private static final MethodHandle MISS;
    private static final MethodHandle LOOK_UP;

    static {
        try {
            MethodType type = MethodType.methodType(MethodHandle.class, Object.class);
            MISS = MethodHandles.lookup().findVirtual(VirtualSite.class, "miss", type);
            LOOK_UP = MethodHandles.lookup().findVirtual(VirtualSite.class, "lookUp", type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Finds targets. */
    interface Rule {
        /** What the call means for all receivers, or null when that depends on the receiver's class. */
        MethodHandle forAll(Reference reference, LogicalMembers members) throws Throwable;

        /** What the call means for receivers of this very class. */
        MethodHandle select(Reference reference, LogicalMembers members, Class<?> receiver) throws Throwable;
    }

    private final Rule rule;
    private final LogicalMembers members;
    private final MethodHandle miss;
    private final Map<Class<?>, MethodHandle> last = new LinkedHashMap<>();
    private Map<Class<?>, MethodHandle> chain = new LinkedHashMap<>();
    private ClassValue<MethodHandle> table;
    private Class<?> owner;

    VirtualSite(Reference reference, LogicalWorld world, LogicalMembers members, Rule rule) {
        super(reference, world);
        this.rule = rule;
        this.members = members;
        this.miss = fold(MISS);
        start(miss);
    }

    private MethodHandle fold(MethodHandle finder) {
        MethodHandle ofReceiver = finder.bindTo(this).asType(MethodType.methodType(MethodHandle.class, type().parameterType(0)));
        return MethodHandles.foldArguments(MethodHandles.exactInvoker(type()), ofReceiver);
    }

    private MethodHandle miss(Object receiver) throws Throwable {
        if (receiver == null) throw Null.failure(reference());
        Class<?> type = members.classOf(receiver);
        while (true) {
            long stamp = stamp();
            owner = reference().ownerClass();
            MethodHandle all = forAll();
            MethodHandle target = all != null ? Null.check(all.asType(type()), reference()) : select(type);
            if (all != null ? install(stamp, target) : extend(stamp, type, target)) return target;
        }
    }

    private MethodHandle forAll() throws Throwable {
        try {
            return rule.forAll(reference(), members);
        } catch (IncompatibleClassChangeError e) {
            if (!LinkFailure.isGone(e)) throw LinkFailure.trimmed(e);
            try {
                return rule.forAll(reference(), members.past(reference()));
            } catch (IncompatibleClassChangeError none) {
                throw LinkFailure.trimmed(e);
            }
        } catch (LinkageError e) {
            throw LinkFailure.trimmed(e);
        }
    }

    private MethodHandle select(Class<?> receiver) throws Throwable {
        try {
            return rule.select(reference(), members, receiver).asType(type());
        } catch (IncompatibleClassChangeError e) {
            if (!LinkFailure.isGone(e)) throw LinkFailure.trimmed(e);
            MethodHandle known = known(receiver);
            if (known != null) return known;
            try {
                return rule.select(reference(), members.past(reference()), receiver).asType(type());
            } catch (IncompatibleClassChangeError none) {
                throw LinkFailure.trimmed(e);
            }
        } catch (LinkageError e) {
            throw LinkFailure.trimmed(e);
        }
    }

    private synchronized MethodHandle known(Class<?> receiver) {
        return last.get(receiver);
    }

    private synchronized boolean extend(long stamp, Class<?> receiver, MethodHandle target) {
        if (chain.containsKey(receiver)) return true;
        boolean told = !members.isVessel(members.vmClass(receiver)); // by the VM's class
        boolean held = told && Lifetimes.outlives(receiver, reference().code()) && chain.size() < LONGEST_CHAIN;
        if (held) {
            Map<Class<?>, MethodHandle> longer = new LinkedHashMap<>(chain);
            longer.put(receiver, target);
            if (!install(stamp, chained(longer, table == null ? miss : fold(LOOK_UP)))) return false;
            chain = longer;
            last.put(receiver, target);
            return true;
        }
        if (table != null) return true;
        if (!install(stamp, chained(chain, fold(LOOK_UP)))) return false;
        table = new ClassValue<>() {
            @Override
            protected MethodHandle computeValue(Class<?> type) {
                return selectUnchecked(type);
            }
        };
        return true;
    }

    private MethodHandle chained(Map<Class<?>, MethodHandle> targets, MethodHandle otherwise) {
        MethodHandle all = otherwise;
        for (Map.Entry<Class<?>, MethodHandle> e : targets.entrySet()) {
            all = MethodHandles.guardWithTest(Null.isExactly(e.getKey(), type().parameterType(0)), e.getValue(), all);
        }
        return all;
    }

    private MethodHandle lookUp(Object receiver) throws Throwable {
        if (receiver == null) throw Null.failure(reference());
        ClassValue<MethodHandle> known = table;
        return known == null ? miss(receiver) : known.get(members.classOf(receiver));
    }

    private MethodHandle selectUnchecked(Class<?> type) {
        try {
            return select(type);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    synchronized void reset() {
        chain = new LinkedHashMap<>();
        table = null;
        super.reset();
    }

    @Override
    synchronized boolean dependsOn(Kin changed) {
        Class<?> known = owner;
        if (known == null) return false;
        if (table != null) return true;
        return changed.of(known) || chain.keySet().stream().anyMatch(changed::isAbove);
    }
}
