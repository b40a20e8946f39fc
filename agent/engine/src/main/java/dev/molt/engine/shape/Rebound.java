package dev.molt.engine.shape;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.dependents.Hierarchy;
import dev.molt.engine.dependents.Reference;
import dev.molt.engine.dependents.ReferenceKind;
import dev.molt.engine.dependents.ReferenceScanner;
import dev.molt.engine.dependents.World;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import dev.molt.engine.translate.Layout;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.Loaders;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * Classes outside of an update whose references mean another member after it: a nearer one came, or the nearest went (JVMS 5.4.3.2, 5.4.3.3;
 * 6.5 invokespecial). The VM would go on to find the member that it knows.
 */
final class Rebound {
    private static final int NOT_VIRTUAL = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE;

    private final LoadedBytes loadedBytes;
    private final Subtypes subtypes;
    private final Users users;

    Rebound(LoadedBytes loadedBytes, Subtypes subtypes, Users users) {
        this.loadedBytes = loadedBytes;
        this.subtypes = subtypes;
        this.users = users;
    }

    /** One class of the update, as it was and as it will be. */
    record Subject(Class<?> type, ClassFile shape, Evolution previous, Layout layout, World logical, World physical) {
        private boolean isNearer(Method m) {
            Member member = new Member(m.name(), m.descriptor());
            boolean isThere = previous != null && previous.methods().get(member) instanceof MethodPlace.Beside;
            return !isThere && layout.methods().get(member) instanceof MethodPlace.Beside;
        }

        private boolean inherited(World world, Method m) {
            ClassFile above = shape.superName() == null ? null : world.lookup(shape.superName());
            return above != null && new Hierarchy(world).classMethod(above, m.name(), m.descriptor()).declaring() != null;
        }

        private Hierarchy.Found inherited(World world, Field f) {
            for (String name : shape.interfaces()) {
                ClassFile above = world.lookup(name);
                Hierarchy.Found found = above == null ? Hierarchy.Found.NONE : new Hierarchy(world).field(above, f.name(), f.descriptor());
                if (found.declaring() != null) return found;
            }
            ClassFile above = shape.superName() == null ? null : world.lookup(shape.superName());
            return above == null ? Hierarchy.Found.NONE : new Hierarchy(world).field(above, f.name(), f.descriptor());
        }

        /** A field that keeps its place although it moved up or down the hierarchy is the same to its readers. */
        private boolean isNearer(Field f) {
            Member member = new Member(f.name(), f.descriptor());
            boolean isThere = previous != null && !(previous.fields().getOrDefault(member, new FieldPlace.Physical()) instanceof FieldPlace.Physical);
            if (isThere || layout.fields().get(member) instanceof FieldPlace.Physical) return false;
            return inherited(isStatic(f) ? physical : logical, f).declaring() != null;
        }

        /** The VM goes by the flag that it loaded. */
        private boolean isNewlyVolatile(Field f) {
            Field known = shape.field(f.name(), f.descriptor());
            Field before = previous == null ? known : previous.logicalFile().field(f.name(), f.descriptor());
            boolean stays = layout.fields().get(new Member(f.name(), f.descriptor())) instanceof FieldPlace.Physical;
            return stays && isVolatile(f) && !isVolatile(known) && (before == null || !isVolatile(before));
        }

        /** Whether nobody who names the method by the class has found any so far. */
        boolean comes(Method m) {
            Member member = new Member(m.name(), m.descriptor());
            boolean isThere = shape.method(m.name(), m.descriptor()) != null || previous != null && previous.logicalFile().method(m.name(), m.descriptor()) != null;
            if (isThere || m.name().equals("<clinit>") || layout.methods().get(member) instanceof MethodPlace.Physical) return false;
            return m.name().equals("<init>") || !inherited(physical, m);
        }

        /** The same of a field. */
        boolean comes(Field f) {
            boolean isThere = shape.field(f.name(), f.descriptor()) != null || previous != null && previous.logicalFile().field(f.name(), f.descriptor()) != null;
            if (isThere || layout.fields().get(new Member(f.name(), f.descriptor())) instanceof FieldPlace.Physical) return false;
            return inherited(physical, f).declaring() == null;
        }

        private boolean isGone(Field f) {
            if (layout.logical().field(f.name(), f.descriptor()) != null) return false;
            if (previous != null && previous.logicalFile().field(f.name(), f.descriptor()) == null) return false;
            return inherited(isStatic(f) ? logical : physical, f).declaring() != null;
        }
    }

    private static boolean isVolatile(Field f) {
        return (f.access() & Opcodes.ACC_VOLATILE) != 0;
    }

    private static boolean isStatic(Field f) {
        return (f.access() & Opcodes.ACC_STATIC) != 0;
    }

    /** The loaded classes whose references the change of one class gives another meaning. */
    Set<Class<?>> of(Subject subject) {
        Set<Class<?>> found = new LinkedHashSet<>(ofReferences(subject));
        found.addAll(ofUnlocked(subject));
        return found;
    }

    /** Whoever may call a method that is synchronized no more, by the class, a subclass, or a supertype that has it, too. */
    private Set<Class<?>> ofUnlocked(Subject subject) {
        Set<Member> unlocked = new HashSet<>(subject.layout().unlocked());
        if (subject.previous() != null) unlocked.removeAll(subject.previous().unlocked());
        if (unlocked.isEmpty()) return Set.of();
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> type : supertypes(subject.type(), new LinkedHashSet<>())) {
            ClassFile file = subject.physical().lookup(internalName(type));
            Set<Member> here = new HashSet<>(unlocked);
            here.removeIf(m -> file == null || file.method(m.name(), m.descriptor()) == null);
            if (!here.isEmpty()) found.addAll(find(subject, type, here, Set.of()));
        }
        return found;
    }

    private static Set<Class<?>> supertypes(Class<?> of, Set<Class<?>> into) {
        if (of == null || !into.add(of)) return into;
        supertypes(of.getSuperclass(), into);
        for (Class<?> i : of.getInterfaces()) supertypes(i, into);
        return into;
    }

    private Set<Class<?>> ofReferences(Subject subject) {
        Set<Member> named = new HashSet<>();
        Set<Member> called = new HashSet<>();
        for (Method m : subject.layout().logical().methods()) {
            if (!subject.isNearer(m)) continue;
            boolean isStatic = (m.access() & Opcodes.ACC_STATIC) != 0;
            if (isStatic && subject.inherited(subject.physical(), m)) named.add(new Member(m.name(), m.descriptor()));
            if ((m.access() & NOT_VIRTUAL) == 0) called.add(new Member(m.name(), m.descriptor()));
        }
        for (Field f : subject.layout().logical().fields()) {
            if (subject.isNearer(f) || subject.isNewlyVolatile(f)) named.add(new Member(f.name(), f.descriptor()));
        }
        for (Field f : subject.shape().fields()) {
            if (subject.isGone(f)) named.add(new Member(f.name(), f.descriptor()));
        }
        return named.isEmpty() && called.isEmpty() ? Set.of() : find(subject, subject.type(), named, called);
    }

    private Set<Class<?>> find(Subject subject, Class<?> by, Set<Member> named, Set<Member> called) {
        List<Class<?>> below = subtypes.of(by);
        Set<String> owners = new HashSet<>(Set.of(internalName(by)));
        for (Class<?> c : below) owners.add(internalName(c));
        Set<Class<?>> candidates = new LinkedHashSet<>(below);
        if (!named.isEmpty()) candidates.addAll(users.of(by, named));
        candidates.remove(subject.type());
        candidates.removeIf(c -> Loaders.isJdk(c.getClassLoader()) || !Loaders.sees(c.getClassLoader(), subject.type().getClassLoader()));
        candidates.removeIf(c -> references(c).stream().noneMatch(r -> concerns(r, owners, named, called)));
        return candidates;
    }

    private static boolean concerns(Reference r, Set<String> owners, Set<Member> named, Set<Member> called) {
        if (r.name() == null) return false;
        Member member = new Member(r.name(), r.descriptor());
        boolean special = r.kind() == ReferenceKind.CALL_SPECIAL || r.kind() == ReferenceKind.HANDLE_SPECIAL;
        return named.contains(member) && owners.contains(r.owner()) || special && called.contains(member);
    }

    /** As the VM has the class: what was linked before is no reference any more. */
    List<Reference> references(Class<?> type) {
        byte[] bytes = loadedBytes.read(type).orElse(null);
        try {
            return bytes == null ? List.of() : ReferenceScanner.scan(bytes).references();
        } catch (MalformedClassFileException e) {
            throw new IllegalStateException("the VM handed out a class file that can't be read: " + type.getName() + ": " + e.getMessage(), e);
        }
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }
}
