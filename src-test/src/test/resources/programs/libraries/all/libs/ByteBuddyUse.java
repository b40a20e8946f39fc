package libs;

import java.util.concurrent.Callable;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.TypeCache;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.SuperCall;
import net.bytebuddy.matcher.ElementMatchers;

public class ByteBuddyUse {
    private static final Greeter KEPT = proxy();

    public static String bracket(@SuperCall Callable<String> method) throws Exception {
        return "[" + method.call() + "]";
    }

    private static Greeter proxy() {
        try {
            return new ByteBuddy().subclass(Greeter.class).method(ElementMatchers.isDeclaredBy(Greeter.class).and(ElementMatchers.returns(String.class)))
                    .intercept(MethodDelegation.to(ByteBuddyUse.class)).make().load(Greeter.class.getClassLoader()).getLoaded()
                    .getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String kept() {
        return KEPT.all();
    }

    public static String fresh() {
        return proxy().all();
    }
}
