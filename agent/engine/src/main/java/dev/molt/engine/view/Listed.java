package dev.molt.engine.view;

import java.util.function.Supplier;

/**
 * Members of one kind, or the reason why reflection can't list them: one of them names a class that nobody has.
 *
 * @param members null where there is a failure
 */
record Listed<M>(M[] members, LinkageError failure) {
    static <M> Listed<M> of(Supplier<M[]> members) {
        try {
            return new Listed<>(members.get(), null);
        } catch (LinkageError e) {
            return new Listed<>(null, e);
        }
    }

    /** @throws LinkageError what the VM says */
    M[] get() {
        if (failure == null) return members;
        if (failure instanceof NoClassDefFoundError) throw new NoClassDefFoundError(failure.getMessage());
        throw failure;
    }

    M[] or(M[] none) {
        return failure == null ? members : none;
    }
}
