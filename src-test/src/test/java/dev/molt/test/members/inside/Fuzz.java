package dev.molt.test.members.inside;

import java.io.PrintWriter;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random calls of the JDK's methods for members, on members and on what earlier calls gave. The same seed makes the same calls in every
 * JVM, as long as they are answered alike.
 */
public final class Fuzz {
    private static final int STEPS = 8_000;
    private static final int TRIES = 60;
    private static final List<Object> POOL = new ArrayList<>();

    private final List<Method> api;
    private final long seed;
    private final PrintWriter out;

    private Fuzz(List<Method> api, long seed, PrintWriter out) {
        this.api = api;
        this.seed = seed;
        this.out = out;
    }

    /**
     * Makes the calls on what former calls left over, and on members found now.
     *
     * @param classes names, separated by commas
     * @param file gets a line for each call
     */
    public static String run(String classes, String file, String seed) throws Exception {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(file), StandardCharsets.UTF_8))) {
            List<Method> api = new ArrayList<>(Api.all());
            api.removeIf(m -> Sweep.isUnsafe(m.getDeclaringClass()));
            new Fuzz(api, Long.parseLong(seed), out).run(classes.split(","));
            return POOL.size() + " objects";
        }
    }

    private void run(String[] classes) throws Exception {
        for (String name : classes) fill(Class.forName(name));
        for (int step = 0; step < STEPS; step++) step(step, new SplittableRandom(seed * 1_000_003 + step));
    }

    private static void fill(Class<?> type) throws Exception {
        POOL.add(type);
        POOL.add(Subject.instance(type));
        POOL.add(MethodHandles.privateLookupIn(type, MethodHandles.lookup()));
        POOL.add(MethodHandles.publicLookup().in(type));
        for (AccessibleObject[] members : List.<AccessibleObject[]>of(type.getDeclaredFields(), type.getDeclaredMethods(),
                type.getDeclaredConstructors())) {
            for (AccessibleObject member : Sweep.sorted(members)) {
                POOL.add(member);
                member.setAccessible(member.toString().hashCode() % 2 == 0);
            }
        }
    }

    private void step(int step, SplittableRandom random) {
        Method method;
        Object receiver;
        do {
            method = api.get(random.nextInt(api.size()));
            receiver = Modifier.isStatic(method.getModifiers()) ? null : pick(method.getDeclaringClass(), random);
        } while (receiver == null && !Modifier.isStatic(method.getModifiers()));
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) arguments[i] = argument(method.getParameterTypes()[i], random);
        String label = step + " " + Sweep.named(method) + " " + Rendering.of(receiver) + " " + Rendering.of(arguments);
        Object result = null;
        try {
            method.setAccessible(true);
            result = method.invoke(receiver, arguments);
            out.println(label + " -> " + Rendering.of(result));
        } catch (InvocationTargetException e) {
            out.println(label + " -> " + Rendering.of(e.getCause()));
        } catch (IllegalAccessException | RuntimeException e) {
            out.println(label + " -> " + Rendering.of(e.getCause() instanceof NullPointerException ? e.getCause() : e));
        }
        // one place for each step, so that the calls that follow are the same
        POOL.add(result);
    }

    private static Object pick(Class<?> type, SplittableRandom random) {
        for (int i = 0; i < TRIES; i++) {
            Object candidate = POOL.get(random.nextInt(POOL.size()));
            if (type.isInstance(candidate)) return candidate;
        }
        return null;
    }

    private static Object argument(Class<?> type, SplittableRandom random) {
        if (type.isPrimitive()) return Subject.sample(type);
        if (type.isArray() && !type.getComponentType().isPrimitive()) {
            Object[] array = (Object[]) java.lang.reflect.Array.newInstance(type.getComponentType(), random.nextInt(4));
            for (int i = 0; i < array.length; i++) array[i] = argument(type.getComponentType(), random);
            return array;
        }
        if (type == String.class) return random.nextBoolean() ? "added" : member(random);
        return random.nextInt(12) == 0 ? null : pick(type, random);
    }

    private static String member(SplittableRandom random) {
        Object member = pick(java.lang.reflect.Member.class, random);
        return member == null ? "none" : ((java.lang.reflect.Member) member).getName();
    }
}
