package app;

import java.lang.invoke.MethodHandles;

/** Access as the package has it. */
public class Caller {
    public static MethodHandles.Lookup lookup() {
        return MethodHandles.lookup();
    }
}
