package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.Instances;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import dev.molt.engine.evolve.Vessel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.objectweb.asm.Opcodes;

/** Lays out what a class has for objects that the VM does not make or count as its instances. */
final class InstancesMaker {
    static final String BODY = "molt$init";
    private static final int NO_BODY = Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT;

    private final Subject subject;
    private final String host;
    private final boolean hosts;
    private final Set<String> taken;
    private final Function<Member, FieldPlace.Initial> initials;
    private final ClassFile logical;
    private final ClassFile shape;
    private final Instances before;

    InstancesMaker(Subject subject, String host, boolean hosts, Set<String> taken, Function<Member, FieldPlace.Initial> initials) {
        this.subject = subject;
        this.host = host;
        this.hosts = hosts;
        this.taken = taken;
        this.initials = initials;
        this.logical = subject.logicalFile();
        this.shape = subject.isNew() ? logical : subject.shapeFile();
        this.before = before(subject);
    }

    private static Instances before(Subject subject) {
        return subject.previous() == null ? Instances.PLAIN : subject.previous().instances();
    }

    /** Guests stay, whatever later versions bring: their objects live on. */
    static boolean hosts(Subject subject) {
        return subject.role().hosts() || before(subject).guests() || isMarker(subject.isNew() ? null : subject.shapeFile(), subject.logicalFile());
    }

    /** Whether the VM knows an interface where the program has a class: then every object of it is a guest. */
    static boolean isMarker(ClassFile shape, ClassFile logical) {
        return shape != null && shape.isInterface() && !logical.isInterface();
    }

    private static Vessel vessel(Subject subject) {
        return subject.role().vessel() != null ? subject.role().vessel() : before(subject).vessel();
    }

    /** The type of the receiver in companions. */
    static String receiver(Subject subject, ClassFile logical, boolean hosts) {
        if (vessel(subject) != null) return "L" + vessel(subject).known() + ";";
        return hosts ? "Ljava/lang/Object;" : "L" + logical.internalName() + ";";
    }

    Instances make(Map<Member, MethodPlace> methods) {
        if (logical.isInterface()) return Instances.PLAIN;
        return new Instances(hosts, bodies(methods), fields(), passage(), standIn(), vessel(subject));
    }

    private Map<Member, MethodPlace.Beside> bodies(Map<Member, MethodPlace> methods) {
        boolean reseated = !Objects.equals(shape.superName(), logical.superName());
        boolean all = hosts || reseated || standIn() != null;
        String receiver = receiver(subject, logical, hosts);
        Map<Member, MethodPlace.Beside> bodies = new LinkedHashMap<>();
        for (Method m : logical.methods()) {
            Member member = new Member(m.name(), m.descriptor());
            MethodPlace place = methods.get(member);
            if (m.isConstructor() && (all || !(place instanceof MethodPlace.Physical))) {
                bodies.put(member, new MethodPlace.Beside(host, BODY, "(" + receiver + m.descriptor().substring(1)));
            } else if (hosts && place instanceof MethodPlace.Physical && (m.access() & NO_BODY) == 0) {
                bodies.put(member, LayoutMaker.beside(host, m, receiver, taken));
            }
        }
        return bodies;
    }

    private Map<Member, FieldPlace.InState> fields() {
        Map<Member, FieldPlace.InState> fields = new LinkedHashMap<>();
        if (!hosts) return fields;
        for (Field f : logical.fields()) {
            Member member = new Member(f.name(), f.descriptor());
            boolean instance = (f.access() & Opcodes.ACC_STATIC) == 0;
            Field physical = shape.field(f.name(), f.descriptor());
            if (!instance || physical == null || (physical.access() & Opcodes.ACC_STATIC) != 0) continue;
            FieldPlace.InState known = before.fields().get(member);
            fields.put(member, known != null ? known : new FieldPlace.InState(host + "GuestState", initials.apply(member)));
        }
        return fields;
    }

    private String passage() {
        if (before.passage() != null) return before.passage();
        Method carrier = subject.role().passes() ? LayoutMaker.carrier(shape) : null;
        return carrier == null ? null : carrier.descriptor();
    }

    private String standIn() {
        if (before.standIn() != null || vessel(subject) != null) return before.standIn();
        boolean wanted = shape.isAbstract() && !logical.isAbstract() && !logical.isInterface();
        return wanted ? host + "Object" : null;
    }
}
