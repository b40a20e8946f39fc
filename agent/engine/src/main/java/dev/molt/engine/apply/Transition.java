package dev.molt.engine.apply;

import dev.molt.engine.DebuggerThread;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.evolve.LinkedWorld;
import dev.molt.engine.shape.Evolved;
import dev.molt.engine.vm.InitialisersAtWork;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The logical side of an update: what the linker knows, what the static fields hold. Knows the way back. */
final class Transition {
    private final LinkedProgram program;
    private final Evolved evolved;
    private boolean published;
    private final Deque<Runnable> publications = new ArrayDeque<>();
    private final Deque<Runnable> values = new ArrayDeque<>();

    Transition(LinkedProgram program, Evolved evolved) {
        this.program = program;
        this.evolved = evolved;
    }

    /** From now on, new code links to the new shapes. */
    void publish() {
        published = true;
        program.prepare(evolved.evolutions());
        LinkedWorld.Publication publication = program.world().publish(evolved.evolutions());
        publications.push(publication::undo);
        program.note(evolved.offered()).forEach(publications::push);
        for (Evolved.ConvertedStatic c : evolved.statics().converted()) publications.push(program.statics().convert(c));
    }

    /** Links old call sites anew, and runs what is new in static initialisers. */
    void initialise() throws Throwable {
        requireNoneInitialised();
        program.world().relink(evolved.evolutions());
        for (Evolved.ChangedEnum e : evolved.statics().enums()) values.push(program.renumber(e));
        for (Evolved.Initialiser initialiser : evolved.statics().initialisers()) {
            values.push(program.statics().keep(initialiser));
            // No application code runs there: it runs when one of the fields is first used.
            if (!DebuggerThread.isCurrent()) initialise(initialiser.type());
        }
        for (Evolved.ChangedEnum e : evolved.statics().enums()) values.push(program.enums().follow(e));
        program.forgetFolded(evolved.statics().readers());
        program.refresh(evolved.evolutions());
    }

    /** In a thread of ours, which has no context class loader of its own. */
    private void initialise(Class<?> type) throws Throwable {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(type.getClassLoader());
        try {
            program.world().initialise(type);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Nobody can tell whether it was the old initialiser or the new one that ran, or is at work. */
    private void requireNoneInitialised() {
        if (evolved.statics().uninitialised().isEmpty()) return;
        InitialisersAtWork atWork = InitialisersAtWork.now();
        for (Changed c : evolved.statics().uninitialised()) {
            if (program.statics().isInitialised(c.type()) || atWork.threadIn(c.type()).isPresent()) {
                throw new IllegalStateException(c.name() + " was initialised while the update was made; try again");
            }
        }
    }

    /** Puts the static fields back. A field that could not be put back does not keep the others from it. */
    List<String> restoreValues() {
        return walk(values);
    }

    /**
     * Waits until every thread that was about to call a constructor which goes has called it. One that died on the way, of an overflow of
     * its stack, leaves what it handed over; so the wait has an end, and what comes after it happens in any case.
     */
    void awaitHandOvers() {
        program.world().awaitHandOvers();
    }

    /** The old shapes are known again. */
    List<String> unpublish() {
        if (!published) return List.of();
        List<String> failures = walk(publications);
        program.world().relink(evolved.evolutions());
        program.refresh(evolved.evolutions());
        forgetFolded(failures);
        return failures;
    }

    /** The values that finals have again: the other ones may have been taken for constant meanwhile. */
    private void forgetFolded(List<String> failures) {
        try {
            program.forgetFolded(evolved.statics().readers());
        } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
            failures.add(e.toString());
        }
    }

    private static List<String> walk(Deque<Runnable> actions) {
        List<String> failures = new ArrayList<>();
        while (!actions.isEmpty()) {
            try {
                actions.pop().run();
            } catch (RuntimeException | LinkageError e) {
                failures.add(e.toString());
            }
        }
        return failures;
    }
}
