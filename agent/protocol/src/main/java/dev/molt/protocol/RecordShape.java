package dev.molt.protocol;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The components of a record type, and how to get at them. Components that are null are left out; names that it does not have are skipped. */
final class RecordShape {
    private static final Map<Class<?>, RecordShape> KNOWN = new ConcurrentHashMap<>();

    private final Class<?> type;
    private final String[] names;
    private final Type[] types;
    private final Method[] accessors;
    private Constructor<?> constructor;

    private RecordShape(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        names = new String[components.length];
        types = new Type[components.length];
        accessors = new Method[components.length];
        for (int i = 0; i < components.length; i++) {
            names[i] = components[i].getName();
            types[i] = components[i].getGenericType();
            accessors[i] = components[i].getAccessor();
            accessors[i].setAccessible(true);
        }
    }

    static RecordShape of(Class<?> type) {
        RecordShape shape = KNOWN.get(type);
        if (shape == null) KNOWN.put(type, shape = new RecordShape(type));
        return shape;
    }

    void write(Object value, JsonWriter to) throws IOException {
        to.beginObject();
        for (int i = 0; i < names.length; i++) {
            to.name(names[i]);
            JsonValues.write(component(value, i), to);
        }
        to.endObject();
    }

    private Object component(Object value, int i) {
        try {
            return accessors[i].invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(type + "." + names[i], e);
        }
    }

    Object read(JsonReader from) throws IOException {
        Object[] values = new Object[names.length];
        for (int i = 0; i < values.length; i++) values[i] = JsonValues.zero(types[i]);
        from.beginObject();
        while (from.hasNext()) {
            int i = indexOf(from.nextName());
            if (i < 0) from.skipValue();
            else values[i] = JsonValues.read(from, types[i]);
        }
        from.endObject();
        return make(values);
    }

    private int indexOf(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) return i;
        }
        return -1;
    }

    private Object make(Object[] values) {
        try {
            return constructor().newInstance(values);
        } catch (InvocationTargetException e) {
            throw new JsonParseException("no " + type.getSimpleName() + ": " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.toString(), e);
        }
    }

    private synchronized Constructor<?> constructor() throws NoSuchMethodException {
        if (constructor != null) return constructor;
        Class<?>[] parameters = new Class<?>[accessors.length];
        for (int i = 0; i < parameters.length; i++) parameters[i] = accessors[i].getReturnType();
        constructor = type.getDeclaredConstructor(parameters);
        constructor.setAccessible(true);
        return constructor;
    }
}
