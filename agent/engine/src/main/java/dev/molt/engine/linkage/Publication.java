package dev.molt.engine.linkage;

/** One switch of the logical world. To be kept as long as it may be undone; it holds no class and no loader. */
public final class Publication {
    private final LogicalWorld world;

    Publication(LogicalWorld world) {
        this.world = world;
    }

    /**
     * Brings back what was there before; publications made since must have been undone first. Existing call sites follow with
     * {@link LinkageRuntime#relink}.
     */
    public void undo() {
        world.undo(this);
    }
}
