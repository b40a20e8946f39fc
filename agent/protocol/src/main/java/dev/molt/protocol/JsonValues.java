package dev.molt.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON of the values that records are made of: records, lists, texts, numbers, truth values, constants of enums, and JSON itself. */
final class JsonValues {
    private JsonValues() {}

    static void write(Object value, JsonWriter to) throws IOException {
        if (value == null || value instanceof JsonNull) to.nullValue();
        else if (value instanceof String text) to.value(text);
        else if (value instanceof Boolean truth) to.value(truth);
        else if (value instanceof Number number) to.value(number);
        else if (value instanceof Enum<?> constant) to.value(constant.name());
        else if (value instanceof Iterable<?> values) writeAll(values, to);
        else if (value instanceof Record) RecordShape.of(value.getClass()).write(value, to);
        else if (value instanceof JsonObject object) writeObject(object, to);
        else if (value instanceof JsonPrimitive primitive) writePrimitive(primitive, to);
        else throw new IllegalArgumentException(value.getClass() + " has no JSON");
    }

    /** Lists and JSON arrays. */
    private static void writeAll(Iterable<?> values, JsonWriter to) throws IOException {
        to.beginArray();
        for (Object value : values) write(value, to);
        to.endArray();
    }

    private static void writeObject(JsonObject object, JsonWriter to) throws IOException {
        to.beginObject();
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            to.name(entry.getKey());
            write(entry.getValue(), to);
        }
        to.endObject();
    }

    private static void writePrimitive(JsonPrimitive primitive, JsonWriter to) throws IOException {
        if (primitive.isNumber()) to.value(primitive.getAsNumber());
        else if (primitive.isBoolean()) to.value(primitive.getAsBoolean());
        else to.value(primitive.getAsString());
    }

    /** Reads a value of a type that {@link #write} knows; {@code null} gives null, or the zero of a primitive type. */
    static Object read(JsonReader from, Type type) throws IOException {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) return readList(from, list.getActualTypeArguments()[0]);
        if (!(type instanceof Class<?> plain)) throw new IllegalArgumentException(type + " has no JSON");
        if (JsonElement.class.isAssignableFrom(plain)) return readElement(from, plain);
        if (isNull(from)) return zero(plain);
        if (plain == String.class) return from.nextString();
        if (plain == int.class || plain == Integer.class) return from.nextInt();
        if (plain == long.class || plain == Long.class) return from.nextLong();
        if (plain == double.class || plain == Double.class) return from.nextDouble();
        if (plain == boolean.class || plain == Boolean.class) return from.nextBoolean();
        if (plain.isEnum()) return constant(plain, from.nextString());
        if (plain.isRecord()) return RecordShape.of(plain).read(from);
        throw new IllegalArgumentException(type + " has no JSON");
    }

    private static boolean isNull(JsonReader from) throws IOException {
        if (from.peek() != JsonToken.NULL) return false;
        from.nextNull();
        return true;
    }

    /** What stands for a value that is not there. */
    static Object zero(Type type) {
        if (type == int.class) return 0;
        if (type == long.class) return 0L;
        if (type == double.class) return 0.0;
        return type == boolean.class ? false : null;
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) return constant;
        }
        throw new JsonParseException(name + " is no " + type.getSimpleName());
    }

    private static List<Object> readList(JsonReader from, Type element) throws IOException {
        if (isNull(from)) return null;
        List<Object> list = new ArrayList<>();
        from.beginArray();
        while (from.hasNext()) list.add(read(from, element));
        from.endArray();
        return list;
    }

    private static JsonElement readElement(JsonReader from, Class<?> type) throws IOException {
        JsonElement element = readElement(from);
        if (type.isInstance(element)) return element;
        throw new JsonParseException(element + " is no " + type.getSimpleName());
    }

    private static JsonElement readElement(JsonReader from) throws IOException {
        return switch (from.peek()) {
            case NULL -> {
                from.nextNull();
                yield JsonNull.INSTANCE;
            }
            case STRING -> new JsonPrimitive(from.nextString());
            case NUMBER -> new JsonPrimitive(new BigDecimal(from.nextString()));
            case BOOLEAN -> new JsonPrimitive(from.nextBoolean());
            case BEGIN_ARRAY -> {
                JsonArray array = new JsonArray();
                from.beginArray();
                while (from.hasNext()) array.add(readElement(from));
                from.endArray();
                yield array;
            }
            case BEGIN_OBJECT -> {
                JsonObject object = new JsonObject();
                from.beginObject();
                while (from.hasNext()) object.add(from.nextName(), readElement(from));
                from.endObject();
                yield object;
            }
            default -> throw new JsonParseException("no value at " + from.getPath());
        };
    }
}
