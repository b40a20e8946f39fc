package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.dependents.Hierarchy.Found;
import dev.molt.engine.evolve.LinkKind;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * Decides for a symbolic reference whether the VM makes of it what it means (JVMS 5.4.3, 5.4.4), or which kind of link has to stand for
 * it. All methods answer null for what is to be left alone.
 */
final class Links {
    private static final int STATIC_OR_PRIVATE = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE;

    private final Sides sides;

    Links(Sides sides) {
        this.sides = sides;
    }

    Sides sides() {
        return sides;
    }

    /** For invocations other than of constructors. */
    LinkKind method(Home home, int opcode, String owner, String name, String descriptor) {
        if (owner.startsWith("[")) return null;
        if (opcode == Opcodes.INVOKESPECIAL) return special(home, owner, name, descriptor);
        Found meant = sides.logical().method(owner, name, descriptor);
        if (meant.declaring() == null || isPolymorphic(meant, descriptor)) return null;
        if (isClone(meant) || isQuestion(meant)) return LinkKind.VIRTUAL;
        Found found = sides.physical().method(owner, name, descriptor);
        // the VM checks the type of an interface's receiver, and of no other one's
        boolean checked = opcode != Opcodes.INVOKESTATIC && (hasGuests(owner) || sides.isDisputed(owner) && !sides.holdsAll(owner));
        boolean stays = !checked && same(meant, found) && reaches(home, owner, found);
        if (stays && !sides.unlocked().mayBeSelected(sides.logical(), meant)) return null;
        // left behind by a class that is no part of the new version: the VM knows what it means
        if (meant.has(Opcodes.ACC_STATIC) != (opcode == Opcodes.INVOKESTATIC)) return null;
        if (meant.has(Opcodes.ACC_STATIC)) return LinkKind.STATIC;
        return meant.has(Opcodes.ACC_PRIVATE) ? LinkKind.SPECIAL : LinkKind.VIRTUAL;
    }

    /** The copy that {@link Object#clone()} makes has to get the added fields. */
    private static boolean isClone(Found method) {
        return method.name().equals("clone") && method.descriptor().equals("()Ljava/lang/Object;")
                && method.declaring().internalName().equals("java/lang/Object");
    }

    /** What the VM would answer for a class that is another one to the program. */
    private boolean isQuestion(Found method) {
        String declaring = method.declaring().internalName();
        if (declaring.equals("java/lang/Object")) return method.name().equals("getClass") && sides.hasStandIns();
        return declaring.equals("java/lang/Class") && !sides.disputed().isEmpty()
                && (method.name().equals("getSuperclass") || method.name().equals("isInterface"));
    }

    /** Whether values that the program counts among the instances of a class may be something else to the VM's verifier. */
    boolean hasGuests(String internalName) {
        Layout layout = sides.layouts().apply(internalName);
        return layout != null && layout.instances().guests();
    }

    /** The link that stands for a reference; a receiver that may be a guest is of no type that the VM could check. */
    InvokeDynamicInsnNode link(LinkKind kind, String home, String owner, String name, String descriptor) {
        InvokeDynamicInsnNode link = kind == LinkKind.NEW ? LinkCode.constructor(kind, owner, descriptor)
                : LinkCode.link(kind, home, owner, name, descriptor);
        boolean guest = switch (kind) {
            case VIRTUAL, SPECIAL, GET, PUT -> hasGuests(owner);
            case SUPER -> hasGuests(home);
            default -> false;
        };
        if (guest) link.desc = "(Ljava/lang/Object;" + link.desc.substring(link.desc.indexOf(';') + 1);
        return link;
    }

    private static boolean isPolymorphic(Found method, String descriptor) {
        return !method.descriptor().equals(descriptor);
    }

    private LinkKind special(Home home, String owner, String name, String descriptor) {
        boolean own = owner.equals(home.name());
        Found meant = superMethod(sides.logical(), home.logical(), owner, name, descriptor);
        if (meant.declaring() == null) return null;
        // the link carries added fields over to the copy
        if (meant.declaring().internalName().equals("java/lang/Object") && name.equals("clone")) return LinkKind.SUPER;
        if (own || meant.has(Opcodes.ACC_PRIVATE)) {
            boolean stays = !home.beside() && same(meant, sides.physical().method(owner, name, descriptor));
            return stays && reaches(home, owner, meant) ? null : LinkKind.SPECIAL;
        }
        if (home.beside() || isAbove(home, owner)) return LinkKind.SUPER;
        Found found = superMethod(sides.physical(), home.physical(), owner, name, descriptor);
        boolean stays = same(meant, found) && !hasPrologue(found) && reaches(home, owner, found);
        return stays ? null : LinkKind.SUPER;
    }

    /** Whether the owner is a direct superinterface to the program alone: the VM takes no {@code super} call of another one. */
    private boolean isAbove(Home home, String owner) {
        return home.logical().interfaces().contains(owner) && !home.physical().interfaces().contains(owner);
    }

    /** JVMS 6.5, invokespecial: the search starts above the class that the code is in, whichever superclass is named. */
    private static Found superMethod(Sides.Side side, ClassFile from, String owner, String name, String descriptor) {
        ClassFile named = side.lookup(owner);
        if (named == null) return Found.UNKNOWN;
        boolean above = !named.isInterface() && !owner.equals(from.internalName()) && from.superName() != null && !from.isInterface();
        return side.method(above ? from.superName() : owner, name, descriptor);
    }

    private boolean hasPrologue(Found method) {
        Layout layout = sides.layout(method.declaring());
        return layout != null && layout.prologues().contains(new Member(method.name(), method.descriptor()));
    }

    /** Whether the VM finds what is meant, and treats it as such when it comes to selecting an override. */
    private boolean same(Found meant, Found found) {
        if (found == Found.UNKNOWN) return sides.layout(meant.declaring()) == null;
        if (found.declaring() == null || !found.declaring().internalName().equals(meant.declaring().internalName())) return false;
        Layout layout = sides.layout(meant.declaring());
        if (layout == null) return true;
        boolean physical = layout.method(meant.name(), meant.descriptor()) instanceof MethodPlace.Physical;
        return physical && ((meant.access() ^ found.access()) & STATIC_OR_PRIVATE) == 0;
    }

    /** Whether code that lives there may use a member that the VM finds so. */
    private boolean reaches(Home home, String owner, Found found) {
        if (found.declaring() == null) return true;
        ClassFile named = sides.physical().lookup(owner);
        if (named != null && !reachesClass(home, named)) return false;
        if (!home.beside()) {
            return sides.physical().access().problemOfMember(home.physical(), named == null ? found.declaring() : named, found) == null;
        }
        if (found.has(Opcodes.ACC_PUBLIC)) return true;
        return !found.has(Opcodes.ACC_PRIVATE)
                && sides.physical().world().samePackage(home.name(), found.declaring().internalName());
    }

    boolean reachesClass(Home home, ClassFile physical) {
        return (physical.access() & Opcodes.ACC_PUBLIC) != 0
                || sides.physical().world().samePackage(home.name(), physical.internalName());
    }

    /** The companion with stand-ins for a class that has become public, where code lives in another package; null for all other classes. */
    String opener(Home home, String internalName) {
        ClassFile physical = sides.physical().lookup(internalName);
        ClassFile logical = sides.logical().lookup(internalName);
        Layout layout = sides.layouts().apply(internalName);
        if (physical == null || logical == null || layout == null || reachesClass(home, physical)) return null;
        return Opened.is(physical, logical) ? layout.host() : null;
    }

    /** For {@code new}: can the constructor be called by an invokespecial of that descriptor? */
    LinkKind constructor(Home home, String owner, String descriptor) {
        return constructorStays(home, owner, descriptor) ? null : LinkKind.NEW;
    }

    private boolean constructorStays(Home home, String owner, String descriptor) {
        Found meant = sides.logical().method(owner, "<init>", descriptor);
        if (meant.declaring() == null) return true;
        Found found = sides.physical().method(owner, "<init>", descriptor);
        ClassFile physical = sides.physical().lookup(owner);
        if (physical != null && physical.isAbstract() && !meant.declaring().isAbstract()) return false;
        return same(meant, found) && reaches(home, owner, found);
    }

    /** For {@code super(...)} and {@code this(...)}: the constructor that carries the one that is meant, or null where it is there itself. */
    MethodPlace.Through carrier(Home home, String owner, String descriptor) {
        Layout layout = sides.layouts().apply(owner);
        MethodPlace place = layout == null ? null : layout.method("<init>", descriptor);
        if (place instanceof MethodPlace.Nowhere && layout.logical().method("<init>", descriptor) != null) {
            throw new Untranslatable(null, "calls a constructor of the superclass " + owner.replace('/', '.')
                    + ", which has none in the running JVM", "give the superclass another name; or restart the JVM");
        }
        String called = place instanceof MethodPlace.Through through ? through.carrier() : descriptor;
        Found found = sides.physical().method(owner, "<init>", called);
        boolean opened = found.declaring() != null && sides.isOpenedConstructor(found.declaring(), found.name(), found.access());
        if (found.declaring() != null && !opened && !reaches(home, owner, found)) {
            throw new Untranslatable(null, "calls a constructor of the superclass " + owner.replace('/', '.')
                    + " that the running JVM does not let it reach", "make a constructor of the superclass accessible before; or restart the JVM");
        }
        return place instanceof MethodPlace.Through through ? through : null;
    }

    LinkKind field(Home home, int opcode, String owner, String name, String descriptor, String method) {
        Found meant = sides.logical().field(owner, name, descriptor);
        if (meant.declaring() == null) return null;
        Found found = sides.physical().field(owner, name, descriptor);
        // what a constructor of the VM's class writes is its own object's
        boolean own = opcode == Opcodes.PUTFIELD && !home.beside() && owner.equals(home.name()) && method.equals("<init>");
        if (hasGuests(owner) && !meant.has(Opcodes.ACC_STATIC) && !own) return kind(opcode);
        return fieldStays(home, opcode, owner, meant, found, method) ? null : kind(opcode);
    }

    private static LinkKind kind(int opcode) {
        return switch (opcode) {
            case Opcodes.GETFIELD -> LinkKind.GET;
            case Opcodes.PUTFIELD -> LinkKind.PUT;
            case Opcodes.GETSTATIC -> LinkKind.GET_STATIC;
            default -> LinkKind.PUT_STATIC;
        };
    }

    private boolean fieldStays(Home home, int opcode, String owner, Found meant, Found found, String method) {
        Layout layout = sides.layout(meant.declaring());
        if (found == Found.UNKNOWN) return layout == null;
        if (found == Found.NONE || !found.declaring().internalName().equals(meant.declaring().internalName())) return false;
        if (layout != null && !layout.hasField(meant.name(), meant.descriptor())) return false;
        if (!reaches(home, owner, found)) return false;
        if (meant.has(Opcodes.ACC_VOLATILE) && !found.has(Opcodes.ACC_VOLATILE)) return false;
        if (!found.has(Opcodes.ACC_FINAL)) return true;
        boolean isStatic = found.has(Opcodes.ACC_STATIC);
        // compiled code takes the value of a static final for ever
        if (opcode == Opcodes.GETSTATIC) return meant.has(Opcodes.ACC_FINAL);
        if (opcode == Opcodes.GETFIELD) return true;
        return !home.beside() && found.declaring().internalName().equals(home.name()) && method.equals(isStatic ? "<clinit>" : "<init>");
    }

    /** Whether the field is in the class itself, where a constructor may write it before it calls another one (JVMS 4.10.1.9). */
    boolean isOwnPhysicalField(Home home, String name, String descriptor) {
        Field field = home.physical().field(name, descriptor);
        Layout layout = sides.layouts().apply(home.name());
        return field != null && (field.access() & Opcodes.ACC_STATIC) == 0 && (layout == null || layout.hasField(name, descriptor));
    }
}
