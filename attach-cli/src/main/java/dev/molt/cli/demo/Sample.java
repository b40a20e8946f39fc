package dev.molt.cli.demo;

import java.util.Set;

/**
 * One request.
 *
 * @param due when it was to be sent, {@code System.nanoTime}
 * @param sent when it was sent
 * @param nanos time from {@code due} to its answer, so that a pause counts for every request that it kept from being sent
 * @param pricings the versions whose price the answer shows, or null where it shows none
 * @param failure what went wrong, or null
 */
record Sample(long due, long sent, long nanos, Set<Pricing> pricings, String failure) {

    long answered() {
        return due + nanos;
    }

    /** Whether the answer can only be that of this version. */
    boolean isOf(Pricing pricing) {
        return pricings != null && pricings.size() == 1 && pricings.contains(pricing);
    }

    /** Whether the answer can't be that of this version. */
    boolean isNotOf(Pricing pricing) {
        return pricings != null && !pricings.contains(pricing);
    }
}
