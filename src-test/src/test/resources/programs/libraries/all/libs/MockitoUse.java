package libs;

import org.mockito.Mockito;
import org.mockito.MockSettings;

public class MockitoUse {
    private static final Greeter KEPT = Mockito.mock(Greeter.class, settings("kept"));
    private static final Clock INLINE = Mockito.mock(Clock.class, call -> "mocked");

    private static MockSettings settings(String name) {
        return Mockito.withSettings().mockMaker("mock-maker-subclass").name(name).defaultAnswer(call ->
                call.getMethod().getName().equals("all") ? call.callRealMethod() : name + "." + call.getMethod().getName());
    }

    public static String kept() {
        return KEPT.all();
    }

    public static String fresh() {
        return Mockito.mock(Greeter.class, settings("new")).all();
    }

    public static String flushed() {
        Mockito.clearAllCaches();
        return fresh();
    }

    /** A class that is mocked so before an update can't get another shape. */
    public static String inlineGreeter() {
        return Mockito.mock(Greeter.class, call -> "mocked").hello("x");
    }

    public static String noMock() {
        return new Greeter().hello("x");
    }

    /** The mock maker that changes the mocked class itself. */
    public static String inline() {
        return INLINE.now() + " " + Mockito.spy(new Clock()).all();
    }
}
