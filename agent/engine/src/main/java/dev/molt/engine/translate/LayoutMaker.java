package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.dependents.World;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.Instances;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import dev.molt.engine.statics.FieldDefault;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Finds a place for each member of one class. */
final class LayoutMaker {
    private static final int KIND = Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT;

    private final Subject subject;
    private final World world;
    private final ClassFile logical;
    private final ClassFile shape;
    private final String host;
    private final boolean hosts;
    private final Set<String> taken = new HashSet<>();
    private final Set<Member> unlocked = new HashSet<>();
    private int path;

    LayoutMaker(Subject subject, World physical) {
        this.subject = subject;
        world = physical;
        logical = subject.logicalFile();
        shape = subject.shapeFile();
        host = logical.internalName() + "$Molt" + subject.number();
        hosts = InstancesMaker.hosts(subject);
    }

    Layout make() {
        Map<Member, MethodPlace> methods = new LinkedHashMap<>();
        path = firstPath();
        for (Method m : logical.methods()) {
            if (!isInstance(m)) taken.add(m.name() + m.descriptor());
        }
        for (Method m : logical.methods()) methods.put(new Member(m.name(), m.descriptor()), placeOf(m));
        Map<Member, FieldPlace> fields = new LinkedHashMap<>();
        for (Field f : logical.fields()) fields.put(new Member(f.name(), f.descriptor()), placeOf(f));
        Instances instances = new InstancesMaker(subject, host, hosts, taken, this::initial).make(methods);
        return new Layout(logical, subject.isNew(), host, methods, fields, subject.prologues().keySet(), detached(methods), unlocked, instances);
    }

    private static boolean isInstance(Method m) {
        return (m.access() & Opcodes.ACC_STATIC) == 0;
    }

    private MethodPlace placeOf(Method m) {
        if (subject.isNew()) return overridesFinal(m) ? beside(m) : Layout.PHYSICAL;
        Method physical = shape.method(m.name(), m.descriptor());
        if (physical != null && ((physical.access() ^ m.access()) & KIND) == 0) {
            if (isOpenedConstructor(physical, m)) return through(m);
            return isUnlocked(physical, m) ? unlocked(m) : Layout.PHYSICAL;
        }
        if ((m.access() & Opcodes.ACC_ABSTRACT) != 0 || m.isStaticInitializer()) return Layout.NOWHERE;
        return m.isConstructor() ? through(m) : beside(m);
    }

    /** One that is private to the VM can't be called from a subclass, for which there has to be another one. */
    private boolean isOpenedConstructor(Method physical, Method m) {
        boolean opened = m.isConstructor() && (physical.access() & ~m.access() & Opcodes.ACC_PRIVATE) != 0;
        return opened && (carrier().access() & Opcodes.ACC_PRIVATE) == 0;
    }

    private static boolean isUnlocked(Method physical, Method m) {
        return (physical.access() & ~m.access() & Opcodes.ACC_SYNCHRONIZED) != 0 && (m.access() & Opcodes.ACC_NATIVE) == 0;
    }

    private MethodPlace unlocked(Method m) {
        unlocked.add(new Member(m.name(), m.descriptor()));
        return beside(m);
    }

    private Map<Member, MethodPlace.Beside> detached(Map<Member, MethodPlace> places) {
        Map<Member, MethodPlace.Beside> out = new LinkedHashMap<>();
        if (!subject.detach()) return out;
        for (Method m : logical.methods()) {
            Member member = new Member(m.name(), m.descriptor());
            boolean body = isInstance(m) && !member.isConstructor() && (m.access() & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
            if (body && places.get(member) instanceof MethodPlace.Physical) out.put(member, beside(m));
        }
        return out;
    }

    /** Instance and static methods with equal descriptors can meet once the receiver has become a parameter. */
    private MethodPlace.Beside beside(Method m) {
        if (!isInstance(m)) return new MethodPlace.Beside(host, m.name(), m.descriptor());
        return beside(host, m, InstancesMaker.receiver(subject, logical, hosts), taken);
    }

    static MethodPlace.Beside beside(String host, Method m, String receiver, Set<String> taken) {
        String descriptor = "(" + receiver + m.descriptor().substring(1);
        String name = m.name();
        for (int i = 1; !taken.add(name + descriptor); i++) name = m.name() + "$" + i;
        return new MethodPlace.Beside(host, name, descriptor);
    }

    private MethodPlace through(Method m) {
        MethodPlace before = subject.previous() == null ? null : subject.previous().methods().get(new Member(m.name(), m.descriptor()));
        if (before instanceof MethodPlace.Through) return before;
        Method carrier = carrier();
        return carrier == null ? Layout.NOWHERE : new MethodPlace.Through(carrier.descriptor(), path++);
    }

    /** Paths keep their numbers: code of other classes that is not translated again hands them over. */
    private int firstPath() {
        int next = 0;
        if (subject.previous() == null) return next;
        for (MethodPlace place : subject.previous().methods().values()) {
            if (place instanceof MethodPlace.Through through) next = Math.max(next, through.path() + 1);
        }
        return next;
    }

    private Method carrier() {
        return carrier(shape);
    }

    /** The constructor that most code can call, and with the fewest arguments; null where there is none, as in some synthetic classes. */
    static Method carrier(ClassFile shape) {
        Method best = null;
        for (Method m : shape.methods()) {
            if (m.isConstructor() && (best == null || rank(m) < rank(best))) best = m;
        }
        return best;
    }

    private static int rank(Method m) {
        int access = m.access();
        int narrow = (access & Opcodes.ACC_PUBLIC) != 0 ? 0 : (access & Opcodes.ACC_PROTECTED) != 0 ? 1
                : (access & Opcodes.ACC_PRIVATE) == 0 ? 2 : 3;
        return narrow * 1000 + Type.getArgumentsAndReturnSizes(m.descriptor());
    }

    /** The VM refuses a class that overrides what is final for it, whatever the newest version of the superclass says. */
    private boolean overridesFinal(Method m) {
        if (!isInstance(m) || m.name().startsWith("<") || (m.access() & Opcodes.ACC_PRIVATE) != 0) return false;
        for (String name = logical.superName(); name != null; ) {
            ClassFile above = world.lookup(name);
            if (above == null) return false;
            Method same = above.method(m.name(), m.descriptor());
            boolean isFinal = same != null && (same.access() & (Opcodes.ACC_FINAL | Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) == Opcodes.ACC_FINAL;
            if (isFinal && overridable(same, name)) return true;
            name = above.superName();
        }
        return false;
    }

    private boolean overridable(Method m, String declaring) {
        return (m.access() & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0 || world.samePackage(declaring, logical.internalName());
    }

    private FieldPlace placeOf(Field f) {
        if (subject.isNew()) return Layout.PHYSICAL_FIELD;
        Member member = new Member(f.name(), f.descriptor());
        boolean isStatic = (f.access() & Opcodes.ACC_STATIC) != 0;
        Field physical = shape.field(f.name(), f.descriptor());
        if (physical != null && ((physical.access() ^ f.access()) & Opcodes.ACC_STATIC) == 0) return Layout.PHYSICAL_FIELD;
        FieldPlace before = subject.previous() == null ? null : subject.previous().fields().get(member);
        if (isStatic) return before instanceof FieldPlace.InHolder ? before : new FieldPlace.InHolder(host + "Holder");
        return before instanceof FieldPlace.InState ? before : new FieldPlace.InState(host + "State", initial(member));
    }

    private FieldPlace.Initial initial(Member field) {
        FieldDefault code = subject.fieldDefaults().get(field);
        FieldPlace.Initial made = code == null ? new FieldPlace.Initial.Default()
                : new FieldPlace.Initial.Computed(host, defaultMethod(field), code.from());
        Member from = subject.conversions().get(field);
        return from == null ? made : new FieldPlace.Initial.Converted(from, false, made);
    }

    /** Fields may share a name, but then differ in their types. */
    static String defaultMethod(Member field) {
        return "molt$default$" + field.name() + "$" + Integer.toHexString(field.descriptor().hashCode());
    }
}
