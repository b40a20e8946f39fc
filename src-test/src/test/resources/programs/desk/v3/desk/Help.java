package desk;

public class Help {
    static String name() {
        return " help2";
    }
}
