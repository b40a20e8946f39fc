package parcels;

import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /price?grams=1200}. */
@RestController
public class PriceController {
    private final Tariff tariff;

    public PriceController(Tariff tariff) {
        this.tariff = tariff;
    }

    @GetMapping("/price")
    public String price(@RequestParam int grams) {
        long cents = tariff.price(grams);
        return String.format(Locale.ROOT, "%d.%02d EUR, asked %d times", cents / 100, cents % 100, tariff.asked());
    }
}
