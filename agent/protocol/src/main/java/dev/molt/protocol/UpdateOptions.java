package dev.molt.protocol;

/**
 * How an update is to be done.
 *
 * @param loader id of the only class loader to update, or null for every loader that holds the version
 * @param reason text for history and audit, or null
 * @param probe whether the client will probe the application before the update counts
 * @param probeTimeoutMillis how long a client may take for its probe
 * @param confirmWithinMillis revert unless confirmed within this time; 0 for no such condition
 * @param waitMillis how long to wait for another update to end
 * @param waitOldMillis how long to wait, after the update, for threads to leave old code
 */
public record UpdateOptions(String loader, String reason, boolean probe, long probeTimeoutMillis, long confirmWithinMillis,
                            long waitMillis, long waitOldMillis) {

    /** Everything at its default. */
    public static UpdateOptions defaults() {
        return new UpdateOptions(null, null, false, 0, 0, 10_000, 0);
    }
}
