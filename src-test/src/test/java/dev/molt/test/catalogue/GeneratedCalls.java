package dev.molt.test.catalogue;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** The part of a generated program that uses the rest: directly in its class Code, by reflection and through the JDK in its class App. */
record GeneratedCalls(int classes, int interfaces, IntPredicate concrete, IntFunction<List<String>> calls, int components) {
    /** The same in all versions. */
    static final String APP = """
            import java.lang.reflect.*;
            import java.util.*;
            class App {
                static final List<Object> live = new ArrayList<>();
                private static final StringBuilder out = new StringBuilder();
                static void log(Object what) { out.append(what).append('\\n'); }
                static String run() throws Exception {
                    out.setLength(0);
                    if (live.isEmpty()) Code.fill(live);
                    log("-- live");
                    for (Object o : live) { log(o); Code.use(o); jdk(o); }
                    log("-- fresh");
                    List<Object> fresh = new ArrayList<>();
                    Code.fill(fresh);
                    for (Object o : fresh) { log(o); Code.use(o); Code.fields(o); jdk(o); }
                    Code.others();
                    log("-- reflection");
                    for (Object o : live) reflect(o.getClass(), o);
                    for (Class<?> c : List.of(I0.class, I1.class, I2.class, E.class, R.class)) reflect(c, null);
                    String result = out.toString();
                    out.setLength(0);
                    return result;
                }
                private static void jdk(Object o) {
                    if (o instanceof Runnable r) r.run();
                    if (o instanceof java.util.function.Supplier<?> s) log(s.get());
                    if (o instanceof Comparable<?>) { Object[] two = {o, o}; Arrays.sort(two); log(two[0] == o); }
                    log(o instanceof I0 i ? "I0" : "-");
                    log(I1.class.isInstance(o) + " " + I2.class.isInstance(o));
                }
                private static void reflect(Class<?> type, Object o) throws Exception {
                    log(Modifier.toString(type.getModifiers()) + " " + type.getSimpleName() + " < " + (type.getSuperclass() == null ? "" : type.getSuperclass().getSimpleName()) + " "
                            + names(type.getInterfaces()));
                    List<String> lines = new ArrayList<>();
                    for (Constructor<?> c : type.getDeclaredConstructors()) if (!c.isSynthetic()) lines.add(c.toString());
                    for (Field f : type.getDeclaredFields()) if (!f.isSynthetic()) lines.add(f.toGenericString());
                    for (Class<?> c : type.getDeclaredClasses()) lines.add(c.getSimpleName());
                    for (Method m : type.getDeclaredMethods()) {
                        if (m.isSynthetic() || m.isBridge()) continue;
                        String line = m.toGenericString();
                        if (m.getName().startsWith("m") && (o != null || Modifier.isStatic(m.getModifiers()))) line += " -> " + invoked(m, o);
                        lines.add(line);
                    }
                    Collections.sort(lines);
                    lines.forEach(App::log);
                }
                private static Object invoked(Method m, Object o) throws Exception {
                    int before = out.length();
                    Object[] arguments = new Object[m.getParameterCount()];
                    for (int i = 0; i < arguments.length; i++) {
                        Class<?> p = m.getParameterTypes()[i];
                        arguments[i] = p == int.class ? 2 : p == long.class ? 4L : p == double.class ? 0.5 : p == int[].class ? new int[] {5} : "r";
                    }
                    m.setAccessible(true);
                    Object result = m.invoke(o, arguments);
                    out.setLength(before);
                    return result;
                }
                private static String names(Class<?>[] types) {
                    List<String> names = new ArrayList<>();
                    for (Class<?> c : types) names.add(c.getSimpleName());
                    return names.toString();
                }
            }
            """;

    /** The class Code of a version. */
    String code() {
        StringBuilder text = new StringBuilder("class Code {\n    static void fill(java.util.List<Object> list) {\n");
        for (int i = 0; i < classes; i++) if (concrete.test(i)) text.append("        list.add(new C").append(i).append("(").append(i).append("));\n");
        text.append("    }\n    static void use(Object o) {\n");
        for (int i = 0; i < classes; i++) {
            if (calls.apply(i).isEmpty()) continue;
            text.append("        if (o instanceof C").append(i).append(" c) {\n");
            for (String call : calls.apply(i)) text.append("            App.log(c.").append(call).append(");\n");
            text.append("        }\n");
        }
        text.append("    }\n    static void fields(Object o) {\n");
        for (int i = 0; i < classes; i++) text.append("        if (o.getClass() == C").append(i).append(".class) App.log(((C").append(i).append(") o).fields());\n");
        text.append("    }\n    static void others() {\n        App.log(java.util.Arrays.toString(E.values()) + java.util.EnumSet.allOf(E.class));\n");
        text.append("        for (E e : E.values()) App.log(e.say() + e.ordinal() + E.valueOf(e.name()));\n");
        text.append("        App.log(R.of() + \" \" + R.of().hashCode() + R.of().equals(R.of()) + R.of().a()").append(components > 1 ? " + R.of().b()" : "")
                .append(");\n    }\n}\n");
        return text.toString();
    }
}
