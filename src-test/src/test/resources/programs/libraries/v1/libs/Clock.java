package libs;

public class Clock {
    public String now() { return "old"; }
    public String all() { return now(); }
}
