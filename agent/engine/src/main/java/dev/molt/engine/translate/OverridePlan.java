package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.dependents.Hierarchy.Found;
import dev.molt.engine.dependents.World;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import dev.molt.engine.evolve.Vessel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Which methods have to ask for overrides that the VM does not know: for each override that is kept beside its class, the method that
 * the VM selects in its stead (JVMS 5.4.6).
 */
public final class OverridePlan {
    private static final int NOT_VIRTUAL = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE;
    private static final int WIDE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

    /**
     * Methods of Object that nobody calls virtually but their own subclasses ({@code clone} is native, besides), or that the VM looks for
     * when it loads a class.
     */
    private static final Set<String> LEFT_ALONE = Set.of("clone", "finalize");

    private final Sides sides;
    private final Function<String, List<String>> below;
    private final Map<String, Set<Member>> prologues = new TreeMap<>();

    private OverridePlan(Sides sides, Function<String, List<String>> below) {
        this.sides = sides;
        this.below = below;
    }

    /**
     * Makes the plan.
     *
     * @param all the layouts of all classes that are new or evolved in this update, or evolved before and below one of these
     * @param layouts the same by internal name
     * @param below internal names of classes that may be subclasses of one: those that are loaded, and new ones
     */
    public static OverridePlan of(World logical, World physical, Function<String, Layout> layouts, Collection<Layout> all,
                                  Function<String, List<String>> below) {
        OverridePlan plan = new OverridePlan(Sides.of(logical, physical, layouts, Set.of(), Unlocked.NONE), below);
        for (Layout layout : all) {
            for (Method m : layout.logical().methods()) {
                if (isVirtual(m)) plan.look(layout, m);
            }
            plan.reseated(layout.logical());
            if (layout.instances().vessel() != null) plan.carried(layout.logical(), layout.instances().vessel());
        }
        return plan;
    }

    /** By the internal name of the class: methods that need a prologue, in whichever update they got it. */
    public Map<String, Set<Member>> prologues() {
        return prologues;
    }

    private static boolean isVirtual(Method m) {
        return (m.access() & NOT_VIRTUAL) == 0 && !m.name().startsWith("<");
    }

    /** The VM finds what its own superclass has, and nothing of the one that the class got. */
    private void reseated(ClassFile type) {
        ClassFile physical = sides.physical().lookup(type.internalName());
        if (physical == null || type.isInterface() || physical.isInterface() || Objects.equals(physical.superName(), type.superName())) return;
        List<ClassFile> meant = above(type, sides.logical());
        List<ClassFile> known = above(physical, sides.physical());
        for (ClassFile gained : meant) {
            if (contains(known, gained)) continue;
            for (Method m : gained.methods()) {
                boolean concrete = isVirtual(m) && (m.access() & Opcodes.ACC_ABSTRACT) == 0;
                if (concrete && physical.method(m.name(), m.descriptor()) == null) selected(type, m);
            }
        }
        for (ClassFile left : known) {
            if (contains(meant, left)) continue;
            for (Method m : left.methods()) {
                if (!isVirtual(m) || (m.access() & Opcodes.ACC_ABSTRACT) != 0 || physical.method(m.name(), m.descriptor()) != null) continue;
                if (sides.logical().method(type.internalName(), m.name(), m.descriptor()).declaring() != null) add(left.internalName(), m);
            }
        }
    }

    /** The VM finds what a class has that is none of the superclasses, but makes the objects. */
    private void carried(ClassFile type, Vessel vessel) {
        Set<String> above = sides.logical().supertypes(type.internalName());
        ClassFile file = sides.physical().lookup(vessel.made());
        while (file != null && !above.contains(file.internalName())) {
            for (Method m : file.methods()) {
                boolean concrete = isVirtual(m) && (m.access() & Opcodes.ACC_ABSTRACT) == 0;
                if (concrete && sides.logical().method(type.internalName(), m.name(), m.descriptor()).declaring() != null) add(file.internalName(), m);
            }
            file = file.superName() == null ? null : sides.physical().lookup(file.superName());
        }
    }

    private static List<ClassFile> above(ClassFile of, Sides.Side side) {
        List<ClassFile> all = new ArrayList<>();
        for (ClassFile c = of.superName() == null ? null : side.lookup(of.superName()); c != null; ) {
            all.add(c);
            c = c.superName() == null ? null : side.lookup(c.superName());
        }
        return all;
    }

    private static boolean contains(List<ClassFile> classes, ClassFile one) {
        return classes.stream().anyMatch(c -> c.internalName().equals(one.internalName()));
    }

    private void look(Layout layout, Method m) {
        MethodPlace place = layout.method(m.name(), m.descriptor());
        if (layout.unlocked().contains(new Member(m.name(), m.descriptor()))) {
            widened(layout.logical(), m); // the VM selects the physical method, which is there
        } else if (place instanceof MethodPlace.Beside) {
            selected(layout.logical(), m);
            if (!layout.logical().isInterface() && (m.access() & Opcodes.ACC_PUBLIC) != 0) selectedBelow(layout.logical(), m);
        } else if (place instanceof MethodPlace.Physical && !layout.isNew()) {
            widened(layout.logical(), m);
        }
    }

    /** The VM does not count a method of a subclass as an override if it thinks that the one above is private to its class or package. */
    private void widened(ClassFile type, Method m) {
        ClassFile file = sides.physical().lookup(type.internalName());
        Method physical = file == null ? null : file.method(m.name(), m.descriptor());
        if (physical == null || (type.access() & Opcodes.ACC_FINAL) != 0 || (m.access() & (Opcodes.ACC_FINAL | Opcodes.ACC_ABSTRACT)) != 0) return;
        boolean wider = (physical.access() & Opcodes.ACC_PRIVATE) != 0
                || (physical.access() & WIDE) == 0 && (m.access() & WIDE) != 0;
        if (wider) add(type.internalName(), m);
    }

    private void add(String owner, Method m) {
        if (owner.equals("java/lang/Object") && LEFT_ALONE.contains(m.name())) return;
        prologues.computeIfAbsent(owner, o -> new LinkedHashSet<>()).add(new Member(m.name(), m.descriptor()));
    }

    private void selected(ClassFile type, Method m) {
        ClassFile physical = sides.physical().lookup(type.internalName());
        if (physical == null) physical = type;
        Vessel vessel = sides.vessel(type.internalName());
        if (vessel != null) physical = sides.physical().lookup(vessel.made());
        for (String above = vessel != null ? vessel.made() : physical.superName(); above != null; ) {
            ClassFile file = sides.physical().lookup(above);
            if (file == null) return;
            Method found = file.method(m.name(), m.descriptor());
            if (found != null && overrides(type, m, file, found)) {
                // where the method is abstract, the classes that the VM can select for have one of their own
                if ((found.access() & Opcodes.ACC_ABSTRACT) == 0) add(above, m);
                return;
            }
            above = file.superName();
        }
        Found inherited = sides.physical().hierarchy().classMethod(physical, m.name(), m.descriptor());
        if (physical.isInterface()) inherited = inInterfaces(physical, m);
        if (inherited != null && isDefault(inherited) && !inherited.declaring().internalName().equals(type.internalName())) add(inherited.declaring().internalName(), m);
    }

    /** What a class has comes before what an interface of a subclass gives (JVMS 5.4.6). */
    private void selectedBelow(ClassFile type, Method m) {
        for (String name : below.apply(type.internalName())) {
            ClassFile file = sides.physical().lookup(name);
            if (file == null || !sides.physical().hierarchy().isSubclass(name, type.internalName())) continue;
            Found inherited = sides.physical().hierarchy().classMethod(file, m.name(), m.descriptor());
            if (isDefault(inherited)) add(inherited.declaring().internalName(), m);
        }
    }

    private static boolean isDefault(Found found) {
        return found.declaring() != null && found.declaring().isInterface() && !found.has(NOT_VIRTUAL) && !found.has(Opcodes.ACC_ABSTRACT);
    }

    private Found inInterfaces(ClassFile type, Method m) {
        for (String name : type.interfaces()) {
            Found found = sides.physical().method(name, m.name(), m.descriptor());
            if (found.declaring() != null && found.declaring().isInterface()) return found;
        }
        return null;
    }

    /** JVMS 5.4.5, with the access that either the VM or the newest version goes by. */
    private boolean overrides(ClassFile type, Method m, ClassFile above, Method found) {
        if ((found.access() & Opcodes.ACC_STATIC) != 0) return false;
        ClassFile logical = sides.logical().lookup(above.internalName());
        Method meant = logical == null ? null : logical.method(m.name(), m.descriptor());
        return overridable(type, above, found) || meant != null && overridable(type, above, meant);
    }

    private boolean overridable(ClassFile type, ClassFile above, Method found) {
        if ((found.access() & NOT_VIRTUAL) != 0) return false;
        return (found.access() & WIDE) != 0 || sides.physical().world().samePackage(type.internalName(), above.internalName());
    }

    /**
     * Whether a class calls such a method by {@code super.m()}: then it has to be translated, even if nothing else in it changed, since
     * that call must not come back to the override.
     *
     * @param physical the class as the VM has it
     */
    public boolean concerns(byte[] physical) {
        boolean[] found = {false};
        ClassReader reader = new ClassReader(physical);
        String superName = reader.getSuperName();
        if (superName == null) return false;
        reader.accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                        if (opcode == Opcodes.INVOKESPECIAL) found[0] |= leadsToPrologue(isInterface ? owner : superName, name, descriptor);
                    }

                    @Override
                    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
                        for (Object argument : arguments) {
                            if (argument instanceof Handle h && h.getTag() == Opcodes.H_INVOKESPECIAL) {
                                found[0] |= leadsToPrologue(h.isInterface() ? h.getOwner() : superName, h.getName(), h.getDesc());
                            }
                        }
                    }
                };
            }
        }, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found[0];
    }

    private boolean leadsToPrologue(String owner, String name, String descriptor) {
        Member member = new Member(name, descriptor);
        if (member.isConstructor() || prologues.values().stream().noneMatch(members -> members.contains(member))) return false;
        Found found = sides.physical().method(owner, name, descriptor);
        return found.declaring() != null && prologues.getOrDefault(found.declaring().internalName(), Set.of()).contains(member);
    }
}
