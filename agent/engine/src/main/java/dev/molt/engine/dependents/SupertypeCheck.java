package dev.molt.engine.dependents;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Method;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;

/** Do the supertypes of a class still fit it (JVMS 5.3.5, 5.4.5): existence, kind, finality, sealing, access, abstract methods? */
final class SupertypeCheck {
    private static final int NOT_OVERRIDING = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE;

    private final World world;
    private final Hierarchy hierarchy;
    private final Access access;

    SupertypeCheck(World world, Hierarchy hierarchy, Access access) {
        this.world = world;
        this.hierarchy = hierarchy;
        this.access = access;
    }

    void check(ClassFile from, Collection<Dangling> out) {
        if (from.superName() == null) return;
        supertype(from, from.superName(), false, out);
        for (String name : from.interfaces()) supertype(from, name, true, out);
        finalMethods(from, out);
        if (!from.isAbstract() && !from.isInterface()) implementations(from, out);
    }

    private void supertype(ClassFile from, String name, boolean wantsInterface, Collection<Dangling> out) {
        ClassFile type = world.lookup(name);
        String problem = type == null ? Dangling.missing(name.replace('/', '.')) : problem(from, type, wantsInterface);
        if (problem != null) out.add(new Dangling(from.name(), null, -1, name.replace('/', '.'), problem, false));
    }

    private String problem(ClassFile from, ClassFile type, boolean wantsInterface) {
        if (wantsInterface && !type.isInterface()) return "is a class, but implemented as an interface";
        if (!wantsInterface && type.isInterface()) return "is an interface, but extended as a class";
        if (!wantsInterface && (type.access() & Opcodes.ACC_FINAL) != 0) return "is final, but extended";
        String denied = access.problemOfClass(from, type);
        if (denied != null) return denied;
        boolean sealed = !type.permittedSubclasses().isEmpty();
        return sealed && !type.permittedSubclasses().contains(from.internalName()) ? "is sealed and does not permit it" : null;
    }

    /** A method that a superclass has made final must not be overridden. */
    private void finalMethods(ClassFile from, Collection<Dangling> out) {
        for (Method m : from.methods()) {
            if ((m.access() & NOT_OVERRIDING) != 0 || m.name().startsWith("<")) continue;
            ClassFile above = overriddenFinal(from, m);
            if (above != null) {
                out.add(new Dangling(from.name(), m.text(), -1, above.name() + "." + m.text(), "is final in " + above.name()
                        + ", but overridden", false));
            }
        }
    }

    private ClassFile overriddenFinal(ClassFile from, Method m) {
        for (ClassFile c = superclass(from); c != null; c = superclass(c)) {
            Method above = c.method(m.name(), m.descriptor());
            if (above == null || (above.access() & NOT_OVERRIDING) != 0) continue;
            if ((above.access() & Opcodes.ACC_FINAL) != 0 && isVisible(from, c, above)) return c;
        }
        return null;
    }

    private boolean isVisible(ClassFile from, ClassFile declaring, Method m) {
        return (m.access() & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0
                || world.samePackage(from.internalName(), declaring.internalName());
    }

    private ClassFile superclass(ClassFile c) {
        return c.superName() == null ? null : world.lookup(c.superName());
    }

    /** Calls of an abstract method without an implementation throw AbstractMethodError; nothing fails before that. */
    private void implementations(ClassFile from, Collection<Dangling> out) {
        Map<String, ClassFile> above = new LinkedHashMap<>();
        if (!hierarchy.collectInterfaces(from, above)) return;
        for (ClassFile c = superclass(from); c != null && c.isAbstract(); c = superclass(c)) above.put(c.internalName(), c);
        for (ClassFile type : above.values()) {
            for (Method m : type.methods()) {
                if ((m.access() & Opcodes.ACC_ABSTRACT) == 0) continue;
                Hierarchy.Found found = hierarchy.classMethod(from, m.name(), m.descriptor());
                if (found.declaring() == null || !found.has(Opcodes.ACC_ABSTRACT)) continue;
                out.add(new Dangling(from.name(), null, -1, type.name() + "." + m.text(), "is abstract and not implemented", true));
            }
        }
    }
}
