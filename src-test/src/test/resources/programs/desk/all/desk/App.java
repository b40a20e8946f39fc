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

    /** Work of a class of another loader, whose lock is held. */
    public static String plugged(String n) throws Exception {
        synchronized (LockedLoader.LOCK) {
            return (String) plug().getMethod("work", String.class).invoke(null, n);
        }
    }

    private static Class<?> plugin;

    private static synchronized Class<?> plug() throws Exception {
        if (plugin == null) plugin = new LockedLoader(App.class.getProtectionDomain().getCodeSource().getLocation()).loadClass("plug.Worker");
        return plugin;
    }
}
