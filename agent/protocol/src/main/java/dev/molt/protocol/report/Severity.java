package dev.molt.protocol.report;

/** How much a {@link Finding} weighs. */
public enum Severity {
    /** Worth knowing. */
    NOTE,
    /** The update goes on, but something does not do what one could expect. */
    WARNING,
    /** The reason for a refusal. */
    REFUSAL,
    /** The reason for a revert. */
    FAILURE
}
