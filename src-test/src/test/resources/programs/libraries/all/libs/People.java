package libs;

/** Objects that live through the update. */
public class People {
    public static final Person LIVE = new Person();
}
