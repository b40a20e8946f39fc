package libs;

import org.springframework.stereotype.Component;

@Component("greets")
public class Greeter {
    @Deprecated public String hello(String name) { return "hi " + name; }
    public String bye() { return "bye"; }
    public String all() { return hello("x") + " " + bye(); }
}
