package dev.molt.junit;

/** What the program had printed when a test failed; goes along with the failure. */
final class ProgramOutput extends Exception {
    private static final long serialVersionUID = 1;

    ProgramOutput(String text) {
        super("the program printed\n" + text, null, true, false);
    }
}
