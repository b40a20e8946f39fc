package dev.molt.boot;

/**
 * What a serialised lambda expression says of the method that it stands for ({@link java.lang.invoke.SerializedLambda}). Where a helper in a
 * companion stands for that method, the helper's name tells which one it is, so that the stream is the same as without us.
 */
public final class SerialForms {
    /** Separates the helper's own name, the kind of the method handle, and the method's owner, name and descriptor. */
    private static final char MARK = ':';
    /** What stands for the characters that must not be in a name (JVMS 4.2.2). */
    private static final String INSTEAD = ",!^|{}";
    private static final String FORBIDDEN = ".;[/<>";

    private SerialForms() {}

    /** Called when a serial form is made; each answers with its first argument where no helper is concerned. */
    public static int kind(int kind, String method) {
        return isHelper(method) ? Integer.parseInt(part(method, 1)) : kind;
    }

    public static String owner(String owner, String method) {
        return isHelper(method) ? part(method, 2) : owner;
    }

    public static String descriptor(String descriptor, String method) {
        return isHelper(method) ? part(method, 4) : descriptor;
    }

    public static String name(String method) {
        return isHelper(method) ? part(method, 3) : method;
    }

    private static boolean isHelper(String method) {
        return method.startsWith("molt$") && method.indexOf(MARK) > 0;
    }

    private static String part(String method, int number) {
        StringBuilder part = new StringBuilder(method.split(String.valueOf(MARK), -1)[number]);
        for (int i = 0; i < part.length(); i++) {
            int at = INSTEAD.indexOf(part.charAt(i));
            if (at >= 0) part.setCharAt(i, FORBIDDEN.charAt(at));
        }
        return part.toString();
    }
}
