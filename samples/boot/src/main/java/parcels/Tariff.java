package parcels;

import org.springframework.stereotype.Service;

/** Prices by weight. */
@Service
public class Tariff {
    private static final int GRAMS_A_STEP = 500;

    /** In cents. */
    public long price(int grams) {
        return 399 + 150L * (grams / GRAMS_A_STEP);
    }
}
