package dev.molt.protocol.report;

/** The way by which an update came. */
public enum Origin {
    /** {@code molt apply}, through the agent's socket. */
    COMMAND_LINE("the command line"),
    /** A debugger's redefinition of classes (JDWP). */
    DEBUGGER("a debugger"),
    /** A folder that the agent watches. */
    WATCH("a watched folder"),
    /** The program itself, or one that manages it. */
    PROGRAM("the program");

    private final String text;

    Origin(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
