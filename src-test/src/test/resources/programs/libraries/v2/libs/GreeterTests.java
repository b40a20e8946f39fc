package libs;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GreeterTests {
    private Greeter greeter;
    @BeforeEach void make() { greeter = new Greeter(); }
    @Test void hello() { Assertions.assertEquals("hi you", greeter.hello("you")); }
    @Test void bye() { Assertions.assertEquals("bye", greeter.bye()); }
    @ParameterizedTest @EnumSource void kinds(Kind kind) { Assertions.assertNotNull(kind); }
}
