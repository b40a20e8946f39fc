package parcels;

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
        return tariff.price(grams) + " cents";
    }
}
