package dev.molt.engine.changeset;

/**
 * A loaded class that gets new code.
 *
 * <p>{@code next} is the class file that was offered; {@code before} and {@code after} are what is and what will be loaded, both with
 * the work of other agents; {@code redefineWith} and
 * {@code undoWith} are what a redefinition must be given to get there, which without other agents is the same.
 *
 * @param original the file that the class surely is; null where there is none
 */
public record Changed(Class<?> type, String loader, ClassImage next, ClassImage before, ClassImage after, byte[] redefineWith,
                      byte[] undoWith, Original original) {

    public Changed(Class<?> type, String loader, ClassImage next, ClassImage before, ClassImage after, byte[] redefineWith, byte[] undoWith) {
        this(type, loader, next, before, after, redefineWith, undoWith, null);
    }

    public String name() {
        return next.file().name();
    }

    @Override
    public String toString() {
        return "change " + name() + " in " + loader;
    }
}
