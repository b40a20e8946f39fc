package desk;

/** A class that no debugger sends: it is new. */
public class Extra {
    String text() {
        return " extra";
    }
}
