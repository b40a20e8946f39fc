package dev.molt.bench.inside;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * How long uses of reflection take, on the members of a class {@code reflected.Subject}, which may be added ones, and on those of the JDK.
 * Prints {@code ready}, waits for a line, and prints the best of several rounds in nanoseconds.
 */
public final class Reflection {
    private static final int ROUNDS = 12;
    private static final long ROUND_NANOS = 150_000_000L;
    private static final int BATCH = 1000;

    /** The argument for the members of the class; any other one is for those of the JDK and of a class that never changes. */
    public static final String MEMBERS = "members";

    private static volatile Object sink;

    private Reflection() {}

    /** One use, repeated as often as it is told. */
    private interface Use {
        void times(int n) throws Throwable;
    }

    public static void main(String[] args) throws Throwable {
        Class<?> type = Class.forName("reflected.Subject");
        type.getDeclaredConstructor().newInstance();
        System.out.println("ready");
        if (System.in.read() < 0) return;
        if (args[0].equals(MEMBERS)) members(type, type.getDeclaredConstructor().newInstance());
        else unchanged();
    }

    private static void members(Class<?> type, Object subject) throws Throwable {
        Method method = type.getMethod("plus", int.class);
        Method ofClass = type.getMethod("twice", int.class);
        Field field = type.getField("count");
        Constructor<?> constructor = type.getConstructor(int.class);
        MethodHandle handle = MethodHandles.lookup().findVirtual(type, "plus", MethodType.methodType(int.class, int.class))
                .asType(MethodType.methodType(int.class, Object.class, int.class));
        VarHandle variable = MethodHandles.lookup().findVarHandle(type, "count", int.class);
        told("Method.invoke", n -> { for (int i = 0; i < n; i++) sink = method.invoke(subject, 1); });
        told("Method.invoke, static", n -> { for (int i = 0; i < n; i++) sink = ofClass.invoke(null, 1); });
        told("Field.getInt", n -> { int sum = 0; for (int i = 0; i < n; i++) sum += field.getInt(subject); sink = sum; });
        told("Field.setInt", n -> { for (int i = 0; i < n; i++) field.setInt(subject, i); });
        told("Constructor.newInstance", n -> { for (int i = 0; i < n; i++) sink = constructor.newInstance(1); });
        Field text = type.getField("text");
        told("Field.get", n -> { for (int i = 0; i < n; i++) sink = text.get(subject); });
        told("Field.set", n -> { for (int i = 0; i < n; i++) text.set(subject, "text"); });
        told("MethodHandle.invokeExact", n -> { int sum = 0; for (int i = 0; i < n; i++) sum += (int) handle.invokeExact(subject, i); sink = sum; });
        told("VarHandle.getVolatile", n -> { int sum = 0; for (int i = 0; i < n; i++) sum += (int) variable.getVolatile(subject); sink = sum; });
        IntUnaryOperator constant = (IntUnaryOperator) Class.forName("reflected.Constant").getConstructor().newInstance();
        told("VarHandle.getVolatile, constant", n -> sink = constant.applyAsInt(n));
    }

    private static void unchanged() throws Throwable {
        StringBuilder receiver = new StringBuilder("text");
        Method method = StringBuilder.class.getMethod("length");
        Constructor<?> constructor = Object.class.getConstructor();
        Other other = new Other();
        Field field = Other.class.getDeclaredField("count");
        told("unchanged: Method.invoke", n -> { for (int i = 0; i < n; i++) sink = method.invoke(receiver); });
        told("unchanged: Field.getInt", n -> { int sum = 0; for (int i = 0; i < n; i++) sum += field.getInt(other); sink = sum; });
        told("unchanged: Constructor.newInstance", n -> { for (int i = 0; i < n; i++) sink = constructor.newInstance(); });
        told("unchanged: Class.getDeclaredMethod", n -> { for (int i = 0; i < n; i++) sink = Other.class.getDeclaredMethod("use"); });
        told("unchanged: Class.getMethods", n -> { for (int i = 0; i < n; i++) sink = StringBuilder.class.getMethods(); });
        told("unchanged: Lookup.findVirtual", n -> {
            for (int i = 0; i < n; i++) sink = MethodHandles.lookup().findVirtual(Other.class, "use", MethodType.methodType(void.class));
        });
        told("unchanged: getAnnotatedReturnType", n -> { for (int i = 0; i < n; i++) sink = method.getAnnotatedReturnType(); });
    }

    static final class Other {
        int count = 1;

        void use() {}
    }

    private static void told(String name, Use use) throws Throwable {
        double[] nanos = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            long calls = 0;
            while (System.nanoTime() - begin < ROUND_NANOS) {
                use.times(BATCH);
                calls += BATCH;
            }
            nanos[round] = (double) (System.nanoTime() - begin) / calls;
        }
        System.out.println(name + "\t" + Arrays.stream(nanos).min().getAsDouble());
    }
}
