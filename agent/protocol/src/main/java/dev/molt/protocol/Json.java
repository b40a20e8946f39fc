package dev.molt.protocol;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages and reports as JSON. */
public final class Json {
    private static final Gson COMPACT = new GsonBuilder().disableHtmlEscaping().create();
    private static final Gson PRETTY = new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    private static final Map<String, Class<?>> MESSAGES = Stream.of(Message.class.getPermittedSubclasses())
            .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    private Json() {}

    /** A message as one JSON object: {@code type} names the record, {@code body} holds it. */
    public static String encode(Message message) {
        JsonObject envelope = new JsonObject();
        envelope.addProperty("type", message.getClass().getSimpleName());
        envelope.add("body", COMPACT.toJsonTree(message));
        return COMPACT.toJson(envelope);
    }

    /**
     * The message that {@link #encode} wrote.
     *
     * @throws ProtocolException when it is none
     */
    public static Message decode(String json) throws ProtocolException {
        try {
            JsonObject envelope = COMPACT.fromJson(json, JsonObject.class);
            Class<?> type = MESSAGES.get(envelope.get("type").getAsString());
            if (type == null) throw new ProtocolException("unknown message " + envelope.get("type"));
            return (Message) COMPACT.fromJson(envelope.get("body"), type);
        } catch (JsonParseException | IllegalStateException | NullPointerException | UnsupportedOperationException e) {
            throw new ProtocolException("not a message: " + e.getMessage());
        }
    }

    /** Any record on one line. */
    public static String line(Object value) {
        return COMPACT.toJson(value);
    }

    /** Any record, indented for people. */
    public static String pretty(Object value) {
        return PRETTY.toJson(value);
    }

    /** A record from its JSON. */
    public static <T> T read(String json, Class<T> type) {
        return COMPACT.fromJson(json, type);
    }
}
