package dev.molt.engine.classfile;

/** Names, descriptors and modifiers as people write them. Nothing here throws on malformed descriptors: they are shown as they are. */
public final class Descriptors {
    private Descriptors() {}

    /** {@code shop.Cart} for {@code shop/Cart}; arrays as {@code shop.Cart[]}. */
    public static String className(String internalName) {
        return internalName.startsWith("[") ? type(internalName) : internalName.replace('/', '.');
    }

    /** {@code java.lang.String[]} for {@code [Ljava/lang/String;}; types of java.lang without their package: {@code String[]}. */
    public static String type(String descriptor) {
        int[] at = {0};
        String type = next(descriptor, at);
        return at[0] == descriptor.length() ? type : descriptor;
    }

    /** {@code total(int, String): long} for the name {@code total} and the descriptor {@code (ILjava/lang/String;)J}. */
    public static String method(String name, String descriptor) {
        int close = descriptor.lastIndexOf(')');
        if (!descriptor.startsWith("(") || close < 0) return name + descriptor;
        StringBuilder out = new StringBuilder(name).append('(');
        int[] at = {1};
        while (at[0] < close) {
            if (at[0] > 1) out.append(", ");
            out.append(next(descriptor, at));
        }
        out.append(')');
        if (!name.equals("<init>") && !name.equals("<clinit>")) out.append(": ").append(type(descriptor.substring(close + 1)));
        return out.toString();
    }

    /** {@code count: int} for a field. */
    public static String field(String name, String descriptor) {
        return name + ": " + type(descriptor);
    }

    /** A field or a method, told apart by its descriptor. */
    public static String member(String name, String descriptor) {
        return descriptor.startsWith("(") ? method(name, descriptor) : field(name, descriptor);
    }

    private static String next(String d, int[] at) {
        int dimensions = 0;
        int i = at[0];
        while (i < d.length() && d.charAt(i) == '[') {
            dimensions++;
            i++;
        }
        String element;
        int end = i + 1;
        switch (i < d.length() ? d.charAt(i) : 0) {
            case 'I' -> element = "int";
            case 'J' -> element = "long";
            case 'Z' -> element = "boolean";
            case 'B' -> element = "byte";
            case 'C' -> element = "char";
            case 'S' -> element = "short";
            case 'F' -> element = "float";
            case 'D' -> element = "double";
            case 'V' -> element = "void";
            case 'L' -> {
                int semicolon = d.indexOf(';', i);
                end = semicolon < 0 ? d.length() : semicolon + 1;
                element = shorten(d.substring(i + 1, semicolon < 0 ? d.length() : semicolon).replace('/', '.'));
            }
            default -> {
                element = d.substring(i);
                end = d.length();
            }
        }
        at[0] = end;
        return element + "[]".repeat(dimensions);
    }

    private static String shorten(String name) {
        String lang = "java.lang.";
        return name.startsWith(lang) && name.indexOf('.', lang.length()) < 0 ? name.substring(lang.length()) : name;
    }
}
