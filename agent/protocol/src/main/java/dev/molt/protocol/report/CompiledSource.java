package dev.molt.protocol.report;

/**
 * A source file that was compiled for an update.
 *
 * @param source the file
 * @param because why, as in {@code shop.Prices.VAT (constant) is inlined at shop.Cart.total, line 31}
 */
public record CompiledSource(String source, String because) {}
