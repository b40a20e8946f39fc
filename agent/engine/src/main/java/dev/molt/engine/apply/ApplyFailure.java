package dev.molt.engine.apply;

import java.util.List;

/** A step failed and all before it has been undone, but for what {@link #remains} names. */
public final class ApplyFailure extends Exception {
    private final Step step;
    private final boolean touched;
    private final List<String> remains;
    private final List<NewShape> newShapes;

    /**
     * @param touched whether application code had been changed before the failure
     * @param remains what could not be undone; empty as a rule
     * @param newShapes classes that were loaded before the failure, in a shape that no redefinition takes back
     */
    ApplyFailure(Step step, Throwable cause, boolean touched, List<String> remains, List<NewShape> newShapes) {
        super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        this.step = step;
        this.touched = touched;
        this.remains = List.copyOf(remains);
        this.newShapes = List.copyOf(newShapes);
    }

    public Step step() {
        return step;
    }

    /** Whether the VM refused the redefinition, which it does as a whole. */
    public boolean refusedByVm() {
        return step == Step.REDEFINE && !touched && remains.isEmpty()
                && (getCause() instanceof LinkageError || getCause() instanceof UnsupportedOperationException);
    }

    public boolean touched() {
        return touched;
    }

    public List<String> remains() {
        return remains;
    }

    public List<NewShape> newShapes() {
        return newShapes;
    }
}
