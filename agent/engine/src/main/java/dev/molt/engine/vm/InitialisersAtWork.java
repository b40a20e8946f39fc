package dev.molt.engine.vm;

import java.util.Map;
import java.util.Optional;

/** Static initialisers that threads are in the middle of, at one moment. To the VM, their classes are not initialised yet (JVMS 5.5). */
public final class InitialisersAtWork {
    private final Map<Thread, StackTraceElement[]> stacks;

    private InitialisersAtWork(Map<Thread, StackTraceElement[]> stacks) {
        this.stacks = stacks;
    }

    /** Looks at all threads. */
    public static InitialisersAtWork now() {
        return new InitialisersAtWork(Threads.stacks().byThread());
    }

    /** The name of a thread that runs the initialiser of a class; a class of the same name in another loader counts, too. */
    public Optional<String> threadIn(Class<?> type) {
        for (Map.Entry<Thread, StackTraceElement[]> e : stacks.entrySet()) {
            for (StackTraceElement frame : e.getValue()) {
                if (frame.getMethodName().equals("<clinit>") && frame.getClassName().equals(type.getName())) return Optional.of(e.getKey().getName());
            }
        }
        return Optional.empty();
    }
}
