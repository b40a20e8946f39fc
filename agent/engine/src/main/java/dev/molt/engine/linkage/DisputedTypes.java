package dev.molt.engine.linkage;

import dev.molt.boot.Overridable;
import dev.molt.boot.Overrides;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import dev.molt.engine.jdk.TypeNumbers;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the JDK's own code asks about its interfaces, and the answers of the logical world. None of it may depend on {@code invokedynamic}
 * before it has been asked for the first object of the application.
 */
final class DisputedTypes implements TypeNumbers {
    private final LogicalWorld world;
    private final LogicalMembers members;
    private final Map<Class<?>, Integer> gained = new HashMap<>();
    private final Map<Class<?>, Integer> lost = new HashMap<>();
    private final Map<Class<?>, Map<Member, Integer>> calls = new HashMap<>();
    private final List<Question> questions = new ArrayList<>();
    private volatile Map<Class<?>, Map<Member, MethodPlace.Beside>> bodies = Map.of();
    private MethodTargets targets;

    DisputedTypes(LogicalWorld world, LogicalMembers members) {
        this.world = world;
        this.members = members;
    }

    void targets(MethodTargets known) {
        targets = known;
    }

    /** A question about one interface, which the classes with another answer than the VM's are asked alone. */
    private abstract class Question extends Overridable {
        final Class<?> type;
        private final boolean ofLost;

        Question(Class<?> type, boolean ofLost) {
            this.type = type;
            this.ofLost = ofLost;
        }

        void refresh() {
            String name = LogicalWorld.internalName(type);
            List<Class<?>> concerned = new ArrayList<>();
            for (Evolved evolved : world.all()) {
                var lineage = evolved.evolution().lineage();
                if (!(ofLost ? lineage.lost() : lineage.gained()).contains(name)) continue;
                concerned.add(members.vmClass(LogicalMembers.load(evolved.evolution().internalName(), evolved.evolution().loader())));
            }
            forget();
            overriders(concerned);
        }

        abstract void forget();
    }

    /** Is the answer of the VM wrong for an object? */
    private final class Membership extends Question {
        private volatile ClassValue<Boolean> subtypes;

        Membership(Class<?> type, boolean ofLost) {
            super(type, ofLost);
            forget();
        }

        @Override
        void forget() {
            subtypes = new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> of) {
                    return members.isSubtype(of, type);
                }
            };
        }

        @Override
        protected boolean diverts(Object receiver) {
            return subtypes.get(members.classOf(receiver)) != type.isInstance(receiver);
        }

        @Override
        protected MethodHandle override(Object receiver) {
            throw new IllegalStateException(type.getName());
        }
    }

    /** What is called? */
    private final class Call extends Question {
        private final Member method;
        private final MethodType descriptor;
        private volatile ClassValue<MethodHandle> selected;

        Call(Class<?> type, Member method) {
            super(type, false);
            this.method = method;
            this.descriptor = LogicalMembers.methodType(method.descriptor(), type.getClassLoader());
            forget();
        }

        @Override
        void forget() {
            selected = new ClassValue<>() {
                @Override
                protected MethodHandle computeValue(Class<?> receiver) {
                    return select(receiver);
                }
            };
        }

        private MethodHandle select(Class<?> receiver) {
            MethodResolution resolution = new MethodResolution(members);
            Declared<MethodPlace> resolved = resolution.resolve(type, method.name(), descriptor);
            Declared<MethodPlace> found = resolution.select(receiver, type, resolved, method.name(), descriptor);
            return targets.exactly(found, method.name(), descriptor).asType(descriptor.insertParameterTypes(0, type));
        }

        @Override
        protected boolean diverts(Object receiver) {
            return true;
        }

        @Override
        protected MethodHandle override(Object receiver) {
            return selected.get(members.classOf(receiver));
        }
    }

    /** Follows a change of the world. */
    synchronized void refresh() {
        questions.forEach(Question::refresh);
    }

    private int register(Question question) {
        question.refresh();
        questions.add(question);
        return Overrides.register(question);
    }

    @Override
    public synchronized int gained(Class<?> type) {
        return gained.computeIfAbsent(type, t -> register(new Membership(t, false)));
    }

    @Override
    public synchronized int lost(Class<?> type) {
        return lost.computeIfAbsent(type, t -> register(new Membership(t, true)));
    }

    @Override
    public synchronized int call(Class<?> type, Member method) {
        return calls.computeIfAbsent(type, t -> new HashMap<>()).computeIfAbsent(method, m -> register(new Call(type, m)));
    }

    @Override
    public synchronized void companion(Class<?> type, Set<Member> methods, String internalName) {
        Map<Member, MethodPlace.Beside> places = new HashMap<>();
        String receiver = "(L" + LogicalWorld.internalName(type) + ";";
        for (Member m : methods) places.put(m, new MethodPlace.Beside(internalName, m.name(), receiver + m.descriptor().substring(1)));
        Map<Class<?>, Map<Member, MethodPlace.Beside>> more = new HashMap<>(bodies);
        more.put(type, Map.copyOf(places));
        bodies = Map.copyOf(more);
    }

    /** Where the body of a method of the JDK stands for receivers that have its interface to the program alone, or null. */
    MethodPlace.Beside body(Class<?> type, Member method) {
        Map<Member, MethodPlace.Beside> places = bodies.get(type);
        return places == null ? null : places.get(method);
    }
}
