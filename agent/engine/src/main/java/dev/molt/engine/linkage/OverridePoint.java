package dev.molt.engine.linkage;

import dev.molt.boot.Overridable;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import dev.molt.engine.vm.VmTypes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A method S.m that asks at entry whether the receiver's class has an override of m that is not in its physical class. */
final class OverridePoint extends Overridable {
    private static final ThreadLocal<Bypass> BYPASS = ThreadLocal.withInitial(Bypass::new);
    private static final MethodHandle CONCERNS;
    private static final MethodHandle ENTER;
    private static final MethodHandle DIVERTS;
    private static final MethodHandle IS_INSTANCE;
    private static final int MOST_CONSTANTS = 4;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            MethodType test = MethodType.methodType(boolean.class, Object.class);
            CONCERNS = lookup.findVirtual(OverridePoint.class, "concerns", test);
            ENTER = lookup.findVirtual(OverridePoint.class, "enter", test.changeReturnType(void.class));
            DIVERTS = lookup.findVirtual(OverridePoint.class, "diverts", test);
            IS_INSTANCE = lookup.findVirtual(Class.class, "isInstance", test);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** That this thread is about to enter the body of S.m itself, by a {@code super} call. */
    private static final class Bypass {
        OverridePoint point;
        Object receiver;
    }

    private final WeakReference<Class<?>> type;
    private final Member method;
    private final LogicalMembers members;
    private final MethodTargets targets;
    private final Function<Evolution, Class<?>> loaded;
    private volatile ClassValue<Optional<MethodHandle>> overrides;

    OverridePoint(Class<?> type, Member method, LogicalMembers members, MethodTargets targets, Function<Evolution, Class<?>> loaded) {
        this.loaded = loaded;
        this.type = new WeakReference<>(type);
        this.method = method;
        this.members = members;
        this.targets = targets;
        forget();
    }

    /** Looks anew for the classes that have such an override. */
    void refresh(List<Evolved> classes) {
        Class<?> s = type.get();
        if (s == null) return;
        List<Class<?>> found = new ArrayList<>();
        if (isWidened(s)) found.add(s);
        for (Evolved evolved : classes) {
            Evolution e = evolved.evolution();
            if (!isBeside(e) && !e.isReseated()) continue;
            Class<?> overrider = loaded.apply(e);
            Class<?> ofVm = overrider == null ? null : members.vmClass(overrider);
            if (overrider != null && overrider != s && mayOverride(s, ofVm)) found.add(ofVm);
        }
        forget();
        overriders(found);
    }

    /** A class gives a method to subclasses that have another one from an interface, which it knows nothing of. */
    private static boolean mayOverride(Class<?> s, Class<?> overrider) {
        return s.isAssignableFrom(overrider) || VmTypes.isInterface(s) && !VmTypes.isInterface(overrider);
    }

    /** Whether classes of other packages override the method to the program alone, be they evolved or not. */
    private boolean isWidened(Class<?> s) {
        Evolved evolved = members.evolved(s);
        if (evolved == null || !Modifier.isPublic(evolved.evolution().logicalFile().access())) return false;
        Method physical = evolved.evolution().physicalFile().method(method.name(), method.descriptor());
        Method logical = evolved.evolution().logicalFile().method(method.name(), method.descriptor());
        return physical != null && logical != null && isPackagePrivate(physical) && !isPackagePrivate(logical);
    }

    private static boolean isPackagePrivate(Method m) {
        return (m.access() & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE)) == 0;
    }

    private boolean isBeside(Evolution e) {
        Method logical = e.logicalFile().method(method.name(), method.descriptor());
        if (logical == null || (logical.access() & (Modifier.STATIC | Modifier.PRIVATE)) != 0) return false;
        return e.methods().get(method) instanceof MethodPlace.Beside;
    }

    private void forget() {
        overrides = new ClassValue<>() {
            @Override
            protected Optional<MethodHandle> computeValue(Class<?> receiver) {
                return Optional.ofNullable(find(receiver));
            }
        };
    }

    /**
     * A test for call sites: {@code (Object)boolean}. Few classes that live as long as the code that asks become constants of it, which the
     * compiler makes short work of.
     */
    MethodHandle test(Class<?> code) {
        MethodType type = DIVERTS.type().dropParameterTypes(0, 1);
        MethodHandle no = MethodHandles.dropArguments(MethodHandles.constant(boolean.class, false), 0, type.parameterType(0));
        List<Class<?>> classes = overriders();
        if (classes.isEmpty()) return no;
        MethodHandle diverts = DIVERTS.bindTo(this);
        if (classes.size() > MOST_CONSTANTS || !classes.stream().allMatch(c -> Lifetimes.outlives(c, code))) {
            return MethodHandles.guardWithTest(CONCERNS.bindTo(this), diverts, no);
        }
        MethodHandle test = no;
        for (Class<?> c : classes) test = MethodHandles.guardWithTest(IS_INSTANCE.bindTo(c), diverts, test);
        return test;
    }

    /** A direct call of the body, for {@code super} calls. */
    MethodHandle bypassing(MethodHandle body) {
        Class<?> first = body.type().parameterType(0);
        MethodHandle concerns = CONCERNS.bindTo(this).asType(MethodType.methodType(boolean.class, first));
        MethodHandle enter = ENTER.bindTo(this).asType(MethodType.methodType(void.class, first));
        return MethodHandles.guardWithTest(concerns, MethodHandles.foldArguments(body, enter), body);
    }

    private void enter(Object receiver) {
        Bypass bypass = BYPASS.get();
        bypass.point = this;
        bypass.receiver = receiver;
    }

    @Override
    protected boolean diverts(Object receiver) {
        Bypass bypass = BYPASS.get();
        if (bypass.point == this && bypass.receiver == receiver) {
            bypass.point = null;
            bypass.receiver = null;
            return false;
        }
        return overrides.get(members.classOf(receiver)).isPresent();
    }

    @Override
    protected MethodHandle override(Object receiver) {
        return override(members.classOf(receiver));
    }

    /** The override that receivers of this class have, with S as its first parameter. */
    MethodHandle override(Class<?> receiver) {
        return overrides.get(receiver).orElseThrow();
    }

    /**
     * The most specific override above the physical one that is closest to S: whoever reaches the body of S.m reaches it from there, by
     * a {@code super} call.
     */
    private MethodHandle find(Class<?> receiver) {
        Class<?> s = type.get();
        MethodType descriptor = LogicalMembers.methodType(method.descriptor(), receiver.getClassLoader());
        Declared<MethodPlace> found = VmTypes.isInterface(s) ? ofInterface(s, receiver, descriptor) : ofClass(s, receiver, descriptor);
        if (found == null) return null;
        return targets.of(members, found, method.name(), descriptor, receiver).asType(descriptor.insertParameterTypes(0, s));
    }

    private Declared<MethodPlace> ofClass(Class<?> s, Class<?> receiver, MethodType descriptor) {
        Class<?> vmClass = members.vmClass(receiver);
        List<Class<?>> chain = new ArrayList<>();
        for (Class<?> c = receiver; c != null && c != s; c = members.superclass(c)) chain.add(c);
        Declared<MethodPlace> above = members.method(s, method.name(), descriptor);
        Declared<MethodPlace> found = null;
        for (int i = chain.size() - 1; i >= 0; i--) {
            Class<?> c = chain.get(i);
            // a class above S is here when S is no superclass any more
            boolean ofVm = c.isAssignableFrom(vmClass) && !c.isAssignableFrom(s);
            boolean stranger = isPackagePrivateToVm(s) && !MethodResolution.samePackage(c, s);
            if (ofVm && !stranger && isPhysical(c, descriptor)) break;
            Declared<MethodPlace> own = members.method(c, method.name(), descriptor);
            boolean hidden = own != null && (!ofVm || stranger || own.place() instanceof MethodPlace.Beside);
            boolean overrides = hidden && (above == null || MethodResolution.overrides(own, above) || found != null && MethodResolution.overrides(own, found));
            if (overrides && !own.isStatic() && !own.isPrivate()) found = own;
        }
        return found == null || found.isAbstract() ? null : found;
    }

    /** The VM takes no method of another package for an override then. */
    private boolean isPackagePrivateToVm(Class<?> s) {
        Evolved evolved = members.evolved(s);
        Method own = evolved == null ? null : evolved.evolution().physicalFile().method(method.name(), method.descriptor());
        return own != null && isPackagePrivate(own);
    }

    private boolean isPhysical(Class<?> c, MethodType descriptor) {
        Evolved evolved = members.evolved(c);
        if (evolved == null) {
            Declared<MethodPlace> own = members.method(c, method.name(), descriptor);
            return own != null && !own.isStatic() && !own.isPrivate();
        }
        Method own = evolved.evolution().physicalFile().method(method.name(), method.descriptor());
        return own != null && (own.access() & (Modifier.STATIC | Modifier.PRIVATE)) == 0;
    }

    private Declared<MethodPlace> ofInterface(Class<?> s, Class<?> receiver, MethodType descriptor) {
        for (Class<?> c = members.vmClass(receiver); c != null; c = c.getSuperclass()) {
            if (isPhysical(c, descriptor)) return null;
        }
        Declared<MethodPlace> resolved = members.method(s, method.name(), descriptor);
        if (resolved == null) return null;
        Declared<MethodPlace> selected = new MethodResolution(members).select(receiver, s, resolved, method.name(), descriptor);
        boolean hidden = selected.place() instanceof MethodPlace.Beside || !selected.by().isAssignableFrom(members.vmClass(receiver));
        return hidden ? selected : null;
    }
}
