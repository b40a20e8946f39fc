package plug;

public class Worker {
    public static String work(String n) {
        int number = Integer.parseInt(n);
        return "w1 " + number;
    }
}
