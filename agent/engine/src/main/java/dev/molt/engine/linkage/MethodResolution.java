package dev.molt.engine.linkage;

import dev.molt.engine.evolve.MethodPlace;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Method resolution and selection (JVMS 5.4.3.3, 5.4.3.4, 5.4.6) in the logical world. */
final class MethodResolution {
    private final LogicalMembers members;

    MethodResolution(LogicalMembers members) {
        this.members = members;
    }

    /** The method that a reference means, or null. */
    Declared<MethodPlace> resolve(Class<?> owner, String name, MethodType type) {
        for (Class<?> c = owner; c != null; c = members.superclass(c)) {
            Declared<MethodPlace> own = members.method(c, name, type);
            if (own != null) return own;
        }
        if (members.isInterface(owner)) {
            Declared<MethodPlace> ofObject = members.method(Object.class, name, type);
            if (ofObject != null && !ofObject.isStatic() && ofObject.isPublicOrProtected()) return ofObject;
        }
        List<Declared<MethodPlace>> candidates = superinterfaceMethods(owner, name, type);
        List<Declared<MethodPlace>> specific = maximallySpecific(candidates);
        List<Declared<MethodPlace>> concrete = specific.stream().filter(m -> !m.isAbstract()).toList();
        if (concrete.size() == 1) return concrete.get(0);
        return specific.isEmpty() ? null : specific.get(0);
    }

    /**
     * The method that runs for a receiver.
     *
     * @param resolved what the reference means: an instance method, not private
     * @throws AbstractMethodError when there is no implementation
     * @throws IncompatibleClassChangeError when default methods conflict
     */
    Declared<MethodPlace> select(Class<?> receiver, Class<?> owner, Declared<MethodPlace> resolved, String name, MethodType type) {
        Declared<MethodPlace> selected = members.isInterface(resolved.by())
                ? nearest(receiver, name, type)
                : overriding(receiver, resolved, name, type);
        if (selected == null) selected = mostSpecificDefault(receiver, name, type);
        if (selected == null || selected.isAbstract()) throw LinkFailure.noImplementation(receiver, owner, name, type);
        return selected;
    }

    private Declared<MethodPlace> nearest(Class<?> receiver, String name, MethodType type) {
        for (Class<?> c = receiver; c != null; c = members.superclass(c)) {
            Declared<MethodPlace> own = members.method(c, name, type);
            if (own != null && !own.isStatic() && !own.isPrivate()) return own;
        }
        return null;
    }

    /** Follows overriding from the resolved method down (JVMS 5.4.5): package-private methods only within their package. */
    private Declared<MethodPlace> overriding(Class<?> receiver, Declared<MethodPlace> resolved, String name, MethodType type) {
        List<Class<?>> chain = new ArrayList<>();
        for (Class<?> c = receiver; c != null && c != resolved.by(); c = members.superclass(c)) chain.add(c);
        List<Declared<MethodPlace>> same = new ArrayList<>();
        same.add(resolved);
        for (int i = chain.size() - 1; i >= 0; i--) {
            Declared<MethodPlace> own = members.method(chain.get(i), name, type);
            if (own != null && !own.isStatic() && !own.isPrivate() && same.stream().anyMatch(above -> overrides(own, above))) same.add(own);
        }
        return same.get(same.size() - 1);
    }

    static boolean overrides(Declared<?> own, Declared<?> above) {
        return above.isPublicOrProtected() || above.isPackagePrivate() && samePackage(own.by(), above.by());
    }

    static boolean samePackage(Class<?> a, Class<?> b) {
        return a.getClassLoader() == b.getClassLoader() && a.getPackageName().equals(b.getPackageName());
    }

    private Declared<MethodPlace> mostSpecificDefault(Class<?> receiver, String name, MethodType type) {
        List<Declared<MethodPlace>> specific = maximallySpecific(superinterfaceMethods(receiver, name, type));
        List<Declared<MethodPlace>> concrete = specific.stream().filter(m -> !m.isAbstract()).toList();
        if (concrete.size() > 1) throw LinkFailure.conflict(concrete.get(0).by(), concrete.get(1).by(), name);
        return concrete.isEmpty() ? null : concrete.get(0);
    }

    private List<Declared<MethodPlace>> superinterfaceMethods(Class<?> of, String name, MethodType type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        collect(of, all);
        all.remove(of);
        List<Declared<MethodPlace>> found = new ArrayList<>(2);
        for (Class<?> i : all) {
            Declared<MethodPlace> m = members.method(i, name, type);
            if (m != null && !m.isStatic() && !m.isPrivate()) found.add(m);
        }
        return found;
    }

    private void collect(Class<?> of, Set<Class<?>> all) {
        for (Class<?> c = of; c != null; c = members.superclass(c)) {
            for (Class<?> i : members.interfaces(c)) {
                if (all.add(i)) collect(i, all);
            }
        }
    }

    /** JVMS 5.4.3.3: those of which no subinterface among the candidates declares another one. */
    private List<Declared<MethodPlace>> maximallySpecific(List<Declared<MethodPlace>> candidates) {
        return candidates.stream()
                .filter(m -> candidates.stream().noneMatch(other -> other.by() != m.by() && members.isSubtype(other.by(), m.by())))
                .toList();
    }
}
