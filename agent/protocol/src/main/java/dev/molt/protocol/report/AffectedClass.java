package dev.molt.protocol.report;

/**
 * A class outside the change set that depends on something that changes.
 *
 * @param because what it uses and how: {@code calls shop.Prices.vat(): int in total(): long}
 */
public record AffectedClass(String className, String loader, String because) {}
