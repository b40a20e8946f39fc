package dev.molt.engine.dependents;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Descriptors;
import dev.molt.engine.dependents.Hierarchy.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * Resolves references the way the VM will (JVMS 5.4.3 and 5.4.4): does the member exist, with the right kind (static or instance,
 * class or interface), is it accessible, and not final where it is written?
 *
 * <p>It gives no false alarms: what it can't know, because a class of a hierarchy is missing, it takes for right. What the VM does
 * not resolve (annotations, generic signatures, thrown exceptions, descriptors outside of method types) is not looked at, neither
 * are modules, loader constraints, and calls that select an abstract method.
 */
public final class LinkCheck {
    private final World world;
    private final Hierarchy hierarchy;
    private final Access access;
    private final SupertypeCheck supertypes;
    private final Map<String, Found> resolved = new HashMap<>();

    private enum Form { FIELD, CLASS_METHOD, INTERFACE_METHOD, CONSTRUCTOR }

    /** A check against one world, which must not change as long as this object is used. Not for several threads at once. */
    public LinkCheck(World world) {
        this.world = world;
        hierarchy = new Hierarchy(world);
        access = new Access(world, hierarchy);
        supertypes = new SupertypeCheck(world, hierarchy, access);
    }

    /** What does not resolve in these classes; each class has to be in the world, too. */
    public List<Dangling> check(Collection<ClassReferences> classes) {
        Set<Dangling> dangling = new LinkedHashSet<>();
        for (ClassReferences references : classes) {
            ClassFile from = world.lookup(references.internalName());
            if (from == null) throw new IllegalArgumentException(references.internalName() + " is not in the world");
            for (Reference reference : references.references()) {
                String problem = problem(from, reference);
                if (problem != null) dangling.add(dangling(from, reference, problem));
            }
            supertypes.check(from, dangling);
        }
        return new ArrayList<>(dangling);
    }

    private static Dangling dangling(ClassFile from, Reference r, String problem) {
        return new Dangling(from.name(), r.fromMember(), r.line(), r.target(), problem, false);
    }

    /** What the VM will say of a reference, in words; null where it resolves. */
    private String problem(ClassFile from, Reference r) {
        return switch (r.kind()) {
            case ANNOTATION, ANNOTATION_ELEMENT, ANNOTATION_ENUM, DESCRIPTOR, THROWS, INNER, NEST, PERMITS, RECORD, SIGNATURE -> null;
            case METHOD_TYPE -> world.lookup(r.owner()) == null ? missing(r.owner()) : null;
            // these two are looked at together with the rest of the class
            case EXTENDS, IMPLEMENTS -> null;
            case CAST, INSTANCEOF, CLASS_CONSTANT, CATCH, ARRAY -> classProblem(from, r.owner());
            case NEW -> newProblem(from, r);
            case READ_FIELD, WRITE_FIELD, READ_STATIC, WRITE_STATIC, HANDLE_READ_FIELD, HANDLE_READ_STATIC, HANDLE_WRITE_FIELD,
                    HANDLE_WRITE_STATIC -> fieldProblem(from, r);
            case CALL_VIRTUAL, CALL_SPECIAL, CALL_STATIC, CALL_INTERFACE, HANDLE_VIRTUAL, HANDLE_STATIC, HANDLE_SPECIAL, HANDLE_NEW,
                    HANDLE_INTERFACE -> methodProblem(from, r);
        };
    }

    private static String missing(String internalName) {
        return Dangling.missing(Descriptors.className(internalName));
    }

    /** For the name of a class, or the descriptor of an array. */
    private String classProblem(ClassFile from, String type) {
        String name = element(type);
        if (name == null) return null;
        ClassFile file = world.lookup(name);
        return file == null ? missing(name) : access.problemOfClass(from, file);
    }

    /** The class that an array is made of; null for primitives. */
    private static String element(String type) {
        if (!type.startsWith("[")) return type;
        int start = type.lastIndexOf('[') + 1;
        return type.charAt(start) == 'L' ? type.substring(start + 1, type.length() - 1) : null;
    }

    private String newProblem(ClassFile from, Reference r) {
        String problem = classProblem(from, r.owner());
        if (problem != null) return problem;
        ClassFile file = world.lookup(r.owner());
        if (file.isInterface()) return "is an interface now, no object can be made of it";
        return file.isAbstract() ? "is abstract, no object can be made of it" : null;
    }

    private String fieldProblem(ClassFile from, Reference r) {
        String problem = classProblem(from, r.owner());
        ClassFile owner = problem == null ? world.lookup(r.owner()) : null;
        if (owner == null) return problem;
        Found field = resolve(Form.FIELD, owner, r);
        if (field == Found.UNKNOWN) return null;
        if (field == Found.NONE) return "no field " + Descriptors.field(r.name(), r.descriptor()) + in(owner);
        String denied = access.problemOfMember(from, owner, field);
        if (denied != null) return denied;
        boolean wantsStatic = switch (r.kind()) {
            case READ_STATIC, WRITE_STATIC, HANDLE_READ_STATIC, HANDLE_WRITE_STATIC -> true;
            default -> false;
        };
        if (wantsStatic != field.has(Opcodes.ACC_STATIC)) return wrongKind(wantsStatic, field);
        return writes(r.kind()) && field.has(Opcodes.ACC_FINAL) ? finalProblem(from, r, field, wantsStatic) : null;
    }

    private static boolean writes(ReferenceKind kind) {
        return switch (kind) {
            case WRITE_FIELD, WRITE_STATIC, HANDLE_WRITE_FIELD, HANDLE_WRITE_STATIC -> true;
            default -> false;
        };
    }

    /** JVMS 6.5, putfield and putstatic: only initialisers of the class itself write its finals; any of its methods until Java 8. */
    private static String finalProblem(ClassFile from, Reference r, Found field, boolean isStatic) {
        boolean own = from.internalName().equals(field.declaring().internalName());
        boolean initialiser = r.fromMember() != null && r.fromMember().startsWith(isStatic ? "<clinit>(" : "<init>(");
        if (own && (initialiser || from.major() < Opcodes.V9) && !r.kind().isHandle()) return null;
        return "is final" + in(field.declaring());
    }

    private String methodProblem(ClassFile from, Reference r) {
        boolean onArray = r.owner().startsWith("[");
        String problem = classProblem(from, r.owner());
        // a method of an array is one of Object, and its clone() is public (JVMS 4.9.2, JLS 10.7)
        ClassFile owner = problem == null ? world.lookup(onArray ? Hierarchy.OBJECT : r.owner()) : null;
        if (owner == null) return problem;
        if (owner.isInterface() && !r.ofInterface()) return owner.name() + " is an interface, but called as a class";
        if (!owner.isInterface() && r.ofInterface()) return owner.name() + " is a class, but called as an interface";
        boolean constructor = r.name().equals("<init>");
        Form form = constructor ? Form.CONSTRUCTOR : r.ofInterface() ? Form.INTERFACE_METHOD : Form.CLASS_METHOD;
        Found method = resolve(form, owner, r);
        if (method == Found.UNKNOWN) return null;
        if (method == Found.NONE) {
            return (constructor ? "no constructor " : "no method ") + Descriptors.method(r.name(), r.descriptor()) + in(owner);
        }
        boolean wantsStatic = r.kind() == ReferenceKind.CALL_STATIC || r.kind() == ReferenceKind.HANDLE_STATIC;
        if (!(onArray && r.name().equals("clone"))) {
            String denied = access.problemOfMember(from, owner, method);
            if (denied != null) return denied;
        }
        return wantsStatic == method.has(Opcodes.ACC_STATIC) ? null : wrongKind(wantsStatic, method);
    }

    private static String wrongKind(boolean wantsStatic, Found member) {
        return (wantsStatic ? "is not static" : "is static") + in(member.declaring());
    }

    private Found resolve(Form form, ClassFile owner, Reference r) {
        String symbol = form.name() + owner.internalName() + '.' + r.name() + r.descriptor();
        Found known = resolved.get(symbol);
        if (known != null) return known;
        Found found = switch (form) {
            case FIELD -> hierarchy.field(owner, r.name(), r.descriptor());
            case CLASS_METHOD -> hierarchy.classMethod(owner, r.name(), r.descriptor());
            case INTERFACE_METHOD -> hierarchy.interfaceMethod(owner, r.name(), r.descriptor());
            case CONSTRUCTOR -> owner.method(r.name(), r.descriptor()) == null ? Found.NONE
                    : Found.of(owner, owner.method(r.name(), r.descriptor()));
        };
        resolved.put(symbol, found);
        return found;
    }

    private static String in(ClassFile file) {
        return " in " + file.name();
    }
}
