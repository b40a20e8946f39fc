package libs;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class GreeterTests {
    @Test void hello() { Assertions.assertEquals("hello you", new Greeter().hello("you")); }
}
