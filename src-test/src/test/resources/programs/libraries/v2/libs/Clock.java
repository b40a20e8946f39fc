package libs;

public class Clock {
    public String now() { return "new"; }
    public String all() { return now(); }
}
