package dev.molt.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the records of this package of what the agent answers: maps of the names of their components. What is not there is null, zero or empty. */
final class Values {
    private Values() {}

    /** A map of names and values in turn, of which null is one. */
    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return map;
    }

    static <T> List<T> readList(Object answer, Class<T> type) {
        return ((List<?>) answer).stream().map(each -> type.cast(value(each, type))).toList();
    }

    static <T> T read(Object answer, Class<T> type) {
        return type.cast(value(answer, type));
    }

    private static Object value(Object given, Type type) {
        if (type instanceof ParameterizedType list) {
            return given == null ? List.of() : ((List<?>) given).stream().map(each -> value(each, list.getActualTypeArguments()[0])).toList();
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted == int.class) return given == null ? 0 : ((Number) given).intValue();
        if (wanted == boolean.class) return Boolean.TRUE.equals(given);
        if (given == null || wanted == String.class) return given;
        if (wanted.isEnum()) return constant(wanted, (String) given);
        return record(wanted, (Map<?, ?>) given);
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants()).filter(c -> ((Enum<?>) c).name().equals(name)).findFirst()
                .orElseThrow(() -> new MoltException("the agent answers " + name + ", which this molt-api does not know: use the one of the agent's version"));
    }

    private static Object record(Class<?> type, Map<?, ?> given) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components).map(c -> value(given.get(c.getName()), c.getGenericType())).toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
