package dev.molt.engine.apply;

/**
 * A class that was first loaded while an update was live, in the update's shape.
 *
 * @param old the class file that it would have been loaded as without the update
 * @param change the first thing that a redefinition to it would have to change, and can't
 */
public record NewShape(Class<?> type, byte[] old, String change) {
    /** For people. */
    public String text() {
        return type.getName() + " was first loaded after the update, in its new shape, which a redefinition can't take back (" + change + ")";
    }
}
