package desk;

/** What the test calls. */
public class App {
    private static final Desk DESK = new Desk();

    public static String answer(String n) {
        return DESK.answer(Integer.parseInt(n));
    }

    /** With a lock of the application's around it. */
    public static String locked(String n) {
        synchronized (DESK) {
            return answer(n);
        }
    }
}
