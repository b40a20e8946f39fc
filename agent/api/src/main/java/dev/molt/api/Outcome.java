package dev.molt.api;

import java.util.Locale;

/** How an update or a revert ended. */
public enum Outcome {
    /** What was offered is what runs. */
    NOTHING_TO_DO,
    /** A plan that would be applied. */
    PLANNED,
    /** The new code is live. */
    APPLIED,
    /** The new code is live and is reverted unless somebody confirms in time. */
    UNCONFIRMED,
    /** Nothing was touched. */
    REFUSED,
    /** It was tried, or was live, and everything is as it was before. */
    REVERTED,
    /** A revert that could not be completed; the findings name what remains. */
    REVERT_INCOMPLETE;

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
