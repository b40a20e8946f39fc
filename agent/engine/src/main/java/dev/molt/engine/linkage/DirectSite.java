package dev.molt.engine.linkage;

import dev.molt.engine.evolve.LinkKind;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** A call site whose target depends on nothing but the reference. */
final class DirectSite extends Site {
    private static final MethodHandle LINK;

    static {
        try {
            LINK = MethodHandles.lookup().findVirtual(DirectSite.class, "link", MethodType.methodType(MethodHandle.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Finds the target of a reference. */
    interface Rule {
        Link apply(Reference reference, LogicalMembers members) throws Throwable;
    }

    /**
     * What a reference means.
     *
     * @param permanent whether the next call means the same as long as the world does not change
     */
    record Link(MethodHandle target, boolean permanent) {
        Link(MethodHandle target) {
            this(target, true);
        }
    }

    private final Rule rule;
    private final LogicalMembers members;
    private MethodHandle last;
    private Class<?> owner;

    DirectSite(Reference reference, LogicalWorld world, LogicalMembers members, Rule rule) {
        super(reference, world);
        this.rule = rule;
        this.members = members;
        start(MethodHandles.foldArguments(MethodHandles.exactInvoker(type()), LINK.bindTo(this)));
    }

    private MethodHandle link() throws Throwable {
        while (true) {
            long stamp = stamp();
            Link link = resolve();
            MethodHandle target = link.target().asType(type());
            if (!link.permanent()) return target;
            if (install(stamp, target)) {
                last = target;
                return target;
            }
        }
    }

    /** A member that is gone stays for the code that knew it, which may still run on some stack. */
    private Link resolve() throws Throwable {
        try {
            owner = reference().ownerClass();
            return rule.apply(reference(), members);
        } catch (IncompatibleClassChangeError e) {
            if (!LinkFailure.isGone(e) || isPathOfNobody()) throw LinkFailure.trimmed(e);
            MethodHandle known = last;
            if (known != null) return new Link(known);
            try {
                return rule.apply(reference(), members.past(reference()));
            } catch (IncompatibleClassChangeError none) {
                throw LinkFailure.trimmed(e);
            }
        } catch (LinkageError e) {
            throw LinkFailure.trimmed(e);
        }
    }

    /** The constructors of a class that has its first shape again take nothing that is handed over to them. */
    private boolean isPathOfNobody() {
        LinkKind kind = reference().kind();
        return (kind == LinkKind.NEW || kind == LinkKind.STASH) && members.evolved(owner) == null;
    }

    @Override
    boolean dependsOn(Kin changed) {
        if (reference().kind() == LinkKind.INSTANCE || reference().kind() == LinkKind.CAST) return true;
        Class<?> known = owner;
        return known != null && changed.of(known);
    }
}
