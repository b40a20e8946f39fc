package desk;

public class Desk {
    private final int base = Integer.parseInt("1");

    String answer(int n) {
        int sum = base + n;
        return "v1 " + sum + Help.name();
    }
}
