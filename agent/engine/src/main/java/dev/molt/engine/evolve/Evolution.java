package dev.molt.engine.evolve;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.classfile.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * A class as its newest version wants it, and what the VM gets in its stead.
 *
 * <p>The <em>logical</em> class is the newest version; the <em>physical</em> class has the shape that the VM froze when it loaded the
 * class. What the physical class lacks lives in companions.
 *
 * @param loader the defining loader of the class and of its companions
 * @param logical the class file of the newest version, names already matched with those of the running one
 * @param logicalFile the same, read
 * @param physical what the VM is to hold under that name; equals {@code logical} where no translation was needed
 * @param physicalFile the same, read
 * @param companions classes to be defined beside it for this version, in this order; those of earlier versions are not repeated
 * @param host internal name of the companion with the moved methods of this version, or null
 * @param methods the place of every method that the logical class declares
 * @param fields the place of every field that the logical class declares; static and instance fields never share name and descriptor
 * @param initialiser name of the companion's static method {@code ()V} with the part of the static initialiser that is still to run, or null
 * @param prologues methods of the physical class that ask at entry whether the receiver's class has an override of its own
 * @param detached instance methods of the physical class of which a companion has the body once more, for receivers that are objects of
 *     the class to the program alone
 * @param lineage the supertypes that the program and the VM do not agree upon
 * @param instances what it has for objects that the VM does not make or count as its instances
 */
public record Evolution(ClassLoader loader, byte[] logical, ClassFile logicalFile, byte[] physical, ClassFile physicalFile,
                        List<Companion> companions, String host, Map<Member, MethodPlace> methods, Map<Member, FieldPlace> fields,
                        String initialiser, Set<Member> prologues, Map<Member, MethodPlace.Beside> detached, Lineage lineage,
                        Instances instances) {

    public Evolution {
        companions = List.copyOf(companions);
        methods = Map.copyOf(methods);
        fields = Map.copyOf(fields);
        prologues = Set.copyOf(prologues);
        detached = Map.copyOf(detached);
    }

    /** Whether the superclass is another one than the VM's class has. */
    public boolean isReseated() {
        return !logicalFile.isInterface() && !Objects.equals(logicalFile.superName(), physicalFile.superName());
    }

    public String internalName() {
        return logicalFile.internalName();
    }

    /** Members that the VM does not find where they are declared: kept beside the class, or not there any more. */
    public Set<Member> displaced() {
        Set<Member> found = new HashSet<>();
        methods.forEach((member, place) -> {
            if (place instanceof MethodPlace.Beside) found.add(member);
        });
        fields.forEach((member, place) -> {
            if (!(place instanceof FieldPlace.Physical)) found.add(member);
        });
        for (Field f : physicalFile.fields()) {
            if (logicalFile.field(f.name(), f.descriptor()) == null) found.add(new Member(f.name(), f.descriptor()));
        }
        return found;
    }

    /** Methods that are synchronized no more, and have left the physical class for that, which goes on to have a method of that name. */
    public Set<Member> unlocked() {
        Set<Member> found = new HashSet<>();
        methods.forEach((member, place) -> {
            Method physical = place instanceof MethodPlace.Beside ? physicalFile.method(member.name(), member.descriptor()) : null;
            Method meant = physical == null ? null : logicalFile.method(member.name(), member.descriptor());
            if (meant == null) return;
            boolean sameKind = ((physical.access() ^ meant.access()) & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT)) == 0;
            if (sameKind && (physical.access() & ~meant.access() & Opcodes.ACC_SYNCHRONIZED) != 0) found.add(member);
        });
        return found;
    }
}
