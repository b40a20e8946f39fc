package libs;

import org.springframework.cglib.proxy.Enhancer;
import org.springframework.cglib.proxy.MethodInterceptor;

public class CglibUse {
    private static final Greeter KEPT = proxy();

    private static Greeter proxy() {
        MethodInterceptor bracket = (object, method, arguments, proxy) -> "[" + proxy.invokeSuper(object, arguments) + "]";
        return (Greeter) Enhancer.create(Greeter.class, bracket);
    }

    public static String kept() {
        return KEPT.all();
    }

    public static String fresh() {
        return proxy().all();
    }
}
