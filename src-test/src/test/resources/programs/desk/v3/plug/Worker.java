package plug;

public class Worker {
    public static String work(String n) {
        int number = Integer.parseInt(n);
        return "w2 " + added(number);
    }

    static int added(int number) {
        return number + 1;
    }
}
