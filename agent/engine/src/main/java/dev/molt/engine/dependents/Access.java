package dev.molt.engine.dependents;

import dev.molt.engine.classfile.ClassFile;
import org.objectweb.asm.Opcodes;

/** Access control (JVMS 5.4.4). Modules are left out: what they export does not change with an update. */
public final class Access {
    private final World world;
    private final Hierarchy hierarchy;

    public Access(World world, Hierarchy hierarchy) {
        this.world = world;
        this.hierarchy = hierarchy;
    }

    /** What is wrong with the access to a class, or null. */
    public String problemOfClass(ClassFile from, ClassFile to) {
        if ((to.access() & Opcodes.ACC_PUBLIC) != 0 || world.samePackage(from.internalName(), to.internalName())) return null;
        return "the class is not public";
    }

    /**
     * What is wrong with the access to a member, or null.
     *
     * @param owner the class that the reference names, which may be a subclass of the declaring one
     */
    public String problemOfMember(ClassFile from, ClassFile owner, Hierarchy.Found member) {
        String declaring = member.declaring().internalName();
        String user = from.internalName();
        if (member.has(Opcodes.ACC_PUBLIC) || user.equals(declaring)) return null;
        String in = " in " + member.declaring().name();
        if (member.has(Opcodes.ACC_PRIVATE)) {
            return hierarchy.nestHost(from).equals(hierarchy.nestHost(member.declaring())) ? null : "is private" + in;
        }
        if (world.samePackage(user, declaring)) return null;
        if (!member.has(Opcodes.ACC_PROTECTED)) return "is package-private" + in;
        return mayUseProtected(user, owner.internalName(), member, declaring) ? null : "is protected" + in;
    }

    private boolean mayUseProtected(String user, String owner, Hierarchy.Found member, String declaring) {
        if (!hierarchy.isSubclass(user, declaring)) return false;
        return member.has(Opcodes.ACC_STATIC) || hierarchy.isSubclass(owner, user) || hierarchy.isSubclass(user, owner);
    }
}
