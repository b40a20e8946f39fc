package dev.molt.engine.changeset;

import dev.molt.protocol.Offer.OfferedClass;

/**
 * A loaded class that is not byte for byte what was offered.
 *
 * @param loaded what the VM hands out
 */
record Difference(OfferedClass offered, Class<?> type, byte[] loaded, ClassImage next) {

    String name() {
        return offered.name();
    }
}
