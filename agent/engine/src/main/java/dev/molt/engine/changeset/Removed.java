package dev.molt.engine.changeset;

/**
 * A class that the new version lacks.
 *
 * @param type the loaded class, which the VM can't unload
 */
public record Removed(Class<?> type, String loader) {

    public String name() {
        return type.getName();
    }

    @Override
    public String toString() {
        return "remove " + name() + " from " + loader;
    }
}
