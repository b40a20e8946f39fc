package dev.molt.test.inside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeSet;

/**
 * Main class of every forked JVM: calls static methods of the program as told on standard input, one line each, and answers on
 * standard output in lines that start with {@link #MARK}. Uses the JDK alone and nothing of Molt.
 */
public final class Driver {
    /** Start of every answer, so that a program may print what it likes. */
    public static final String MARK = "@@driver ";

    private static final PrintStream OUT = System.out;

    private Driver() {}

    public static void main(String[] args) throws IOException {
        answer("0", "ok", Long.toString(ProcessHandle.current().pid()));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            String[] words = line.split(" ", -1);
            switch (words[1]) {
                case "call" -> startCall(words);
                case "threads" -> answer(words[0], "ok", threads());
                case "exit" -> System.exit(0);
                default -> answer(words[0], "error", "unknown command " + words[1]);
            }
        }
        System.exit(0);
    }

    /** {@code id call thread-kind class method arguments...}, the last three encoded. */
    private static void startCall(String[] words) {
        Runnable call = () -> run(words[0], decode(words[3]), decode(words[4]),
                Arrays.stream(words, 5, words.length).map(Driver::decode).toArray(String[]::new));
        String name = "call-" + words[0];
        if (words[2].equals("virtual")) {
            startVirtual(call, name);
        } else {
            Thread thread = new Thread(call, name);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Through reflection, since this class runs on 17 too. */
    private static void startVirtual(Runnable call, String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            builder = type.getMethod("name", String.class).invoke(builder, name);
            type.getMethod("start", Runnable.class).invoke(builder, call);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no virtual threads here", e);
        }
    }

    private static void run(String id, String className, String method, String[] args) {
        try {
            Class<?> type = Class.forName(className, true, Thread.currentThread().getContextClassLoader());
            Class<?>[] parameters = new Class<?>[args.length];
            Arrays.fill(parameters, String.class);
            Method target = type.getDeclaredMethod(method, parameters);
            if (!target.canAccess(null)) target.setAccessible(true);
            answer(id, "ok", String.valueOf(target.invoke(null, (Object[]) args)));
        } catch (InvocationTargetException e) {
            answer(id, "error", trace(e.getCause()));
        } catch (Throwable e) {
            answer(id, "error", trace(e));
        }
    }

    private static String threads() {
        TreeSet<String> names = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.getName().startsWith("call-")) names.add(thread.getName());
        }
        return String.join("\n", names);
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void answer(String id, String kind, String text) {
        String line = MARK + id + " " + kind + " " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + "\n";
        synchronized (OUT) {
            OUT.print(line);
            OUT.flush();
        }
    }

    private static String decode(String word) {
        return new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8);
    }
}
