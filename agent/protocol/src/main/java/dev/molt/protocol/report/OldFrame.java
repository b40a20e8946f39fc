package dev.molt.protocol.report;

/**
 * A thread that still executes an old version of a changed method.
 *
 * @param line line in the old source, or -1
 * @param updateId the update that replaced the method
 * @param certain false where an unchanged overload of the same name can't be told apart
 */
public record OldFrame(String thread, long threadId, boolean virtual, String className, String method, int line, String updateId,
                       boolean certain) {

    /** One line for a terminal. */
    public String text() {
        return "thread \"" + thread + "\" #" + threadId + (virtual ? " (virtual)" : "") + " in " + className + "." + method
                + (line > 0 ? ", line " + line : "") + ", replaced by " + updateId
                + (certain ? "" : " (perhaps: an unchanged overload has the same name)");
    }
}
