package dev.molt.protocol;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Messages and reports as JSON.
 *
 * <p>Text is Gson's matter, records are ours: its own mapping would load some hundred classes into a JVM whose first update waits.
 */
public final class Json {
    private static final String TYPE = "type";
    private static final String BODY = "body";

    private static final String MESSAGES = Message.class.getName() + "$";

    private Json() {}

    /** A message as one JSON object: {@code type} names the record, {@code body} holds it. */
    public static String encode(Message message) {
        return write(false, to -> {
            to.beginObject().name(TYPE).value(message.getClass().getSimpleName()).name(BODY);
            JsonValues.write(message, to);
            to.endObject();
        });
    }

    /**
     * The message that {@link #encode} wrote.
     *
     * @throws ProtocolException when it is none
     */
    public static Message decode(String json) throws ProtocolException {
        try {
            return parse(json, Json::message);
        } catch (JsonParseException e) {
            throw new ProtocolException("not a message: " + e.getMessage());
        }
    }

    private static Message message(JsonReader from) throws IOException {
        from.beginObject();
        require(TYPE, from.nextName());
        Class<?> type = type(from.nextString());
        require(BODY, from.nextName());
        Message message = (Message) JsonValues.read(from, type);
        if (message == null) throw new JsonParseException("an empty message");
        from.endObject();
        return message;
    }

    private static Class<?> type(String name) {
        try {
            Class<?> type = Class.forName(MESSAGES + name);
            if (Message.class.isAssignableFrom(type)) return type;
        } catch (ClassNotFoundException e) {
            // told below
        }
        throw new JsonParseException("unknown message " + name);
    }

    private static void require(String expected, String actual) {
        if (!expected.equals(actual)) throw new JsonParseException("\"" + actual + "\" where \"" + expected + "\" is expected");
    }

    /** Any record on one line. */
    public static String line(Object value) {
        return write(false, to -> JsonValues.write(value, to));
    }

    /** Any record, indented for people. */
    public static String pretty(Object value) {
        return write(true, to -> JsonValues.write(value, to));
    }

    /**
     * A record from its JSON.
     *
     * @throws JsonParseException when it is none
     */
    public static <T> T read(String json, Class<T> type) {
        return type.cast(parse(json, from -> JsonValues.read(from, type)));
    }

    private static String write(boolean pretty, Writing writing) {
        StringWriter text = new StringWriter();
        try {
            JsonWriter to = new JsonWriter(text);
            to.setSerializeNulls(false);
            if (pretty) to.setIndent("  ");
            writing.to(to);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T parse(String json, Reading<T> reading) {
        JsonReader from = new JsonReader(new StringReader(json));
        from.setStrictness(Strictness.STRICT);
        try {
            T value = reading.from(from);
            if (from.peek() != JsonToken.END_DOCUMENT) throw new JsonParseException("something follows its end");
            return value;
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new JsonParseException(e.getMessage(), e);
        }
    }

    private interface Writing {
        void to(JsonWriter writer) throws IOException;
    }

    private interface Reading<T> {
        T from(JsonReader reader) throws IOException;
    }
}
