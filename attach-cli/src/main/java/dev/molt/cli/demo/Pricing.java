package dev.molt.cli.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How a version of the shop computes the VAT of a line: what tells, from outside, which version has answered. */
enum Pricing {
    /** Version 1: cut off to cents for every piece. */
    V1 {
        @Override
        long vatCents(Answers.Product product, int quantity) {
            return percent(product.netCents(), product.vatPercent(), RoundingMode.DOWN) * quantity;
        }
    },
    /** Version 2, and what the law wants: rounded once. */
    V2 {
        @Override
        long vatCents(Answers.Product product, int quantity) {
            return percent(product.netCents() * quantity, product.vatPercent(), RoundingMode.HALF_UP);
        }
    },
    /** Version 4: forgotten. */
    V4 {
        @Override
        long vatCents(Answers.Product product, int quantity) {
            return 0;
        }
    };

    abstract long vatCents(Answers.Product product, int quantity);

    private static long percent(long cents, int percent, RoundingMode rounding) {
        return BigDecimal.valueOf(cents).multiply(BigDecimal.valueOf(percent)).movePointLeft(2).setScale(0, rounding).longValueExact();
    }
}
