package dev.molt.cli;

import dev.molt.protocol.report.Outcome;

/** How {@code molt} ends: part of its interface, for scripts. */
public enum ExitCode {
    /** Applied, planned, confirmed, taken back on request, or nothing to do. */
    OK(0, "done: applied, planned, taken back on request, or nothing to do"),
    /** A fault of Molt itself. */
    FAULT(1, "a fault of Molt itself"),
    /** The command line can't be followed: wrong arguments, or files that are not there. */
    USAGE(2, "usage: wrong arguments, or files that are not there"),
    /** Refused; nothing was touched. */
    REFUSED(3, "refused: the reasons are told, nothing was touched"),
    /** Tried and taken back; the JVM is as it was. */
    REVERTED(4, "tried and reverted: the JVM is as it was before"),
    /** No way to the JVM or to the agent in it. */
    UNREACHABLE(5, "the JVM can't be reached");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** For the help texts. */
    public String meaning() {
        return meaning;
    }

    /** How an update or a confirmation ends the command. */
    public static ExitCode of(Outcome outcome) {
        return switch (outcome) {
            case NOTHING_TO_DO, PLANNED, APPLIED, UNCONFIRMED -> OK;
            case REFUSED -> REFUSED;
            case REVERTED -> REVERTED;
            case REVERT_INCOMPLETE -> FAULT;
        };
    }
}
