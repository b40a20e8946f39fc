package parcels;

import org.springframework.stereotype.Service;

/** Prices by weight. */
@Service
public class Tariff {
    private static final int GRAMS_A_STEP = 500;

    private long asked;

    /** In cents. */
    public synchronized long price(int grams) {
        asked++;
        return 399 + 150L * (grams / GRAMS_A_STEP);
    }

    /** How often somebody has asked for a price. */
    public synchronized long asked() {
        return asked;
    }
}
