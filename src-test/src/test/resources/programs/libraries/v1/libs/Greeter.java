package libs;

public class Greeter {
    public String hello(String name) { return "hello " + name; }
    public String all() { return hello("x"); }
}
