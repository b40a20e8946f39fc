package desk;

import java.util.function.IntSupplier;

public class Desk {
    private final int base = Integer.parseInt("1");
    private int asked = 10;

    String answer(int n) {
        int sum = base + n;
        IntSupplier twice = () -> sum * 2;
        return more(sum, "v2 ") + twice.getAsInt() + Help.name() + new Extra().text();
    }

    String more(int sum, String prefix) {
        asked++;
        int total = sum + asked;
        return prefix + total + " ";
    }
}
