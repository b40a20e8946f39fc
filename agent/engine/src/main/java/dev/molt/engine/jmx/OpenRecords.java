package dev.molt.engine.jmx;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** Records as open data: a record is composite, a list an array, a constant its name. */
final class OpenRecords {
    private OpenRecords() {}

    static OpenType<?> type(Class<? extends Record> type) {
        return of(type);
    }

    static OpenType<?> arrayType(Class<? extends Record> element) {
        return array(of(element));
    }

    static CompositeData data(Class<? extends Record> type, Record value) {
        return (CompositeData) value(of(type), value);
    }

    static Object array(Class<? extends Record> element, List<? extends Record> values) {
        return value(arrayType(element), values);
    }

    private static OpenType<?> of(Type type) {
        if (type instanceof ParameterizedType list) return array(of(list.getActualTypeArguments()[0]));
        Class<?> wanted = (Class<?>) type;
        if (wanted == int.class) return SimpleType.INTEGER;
        if (wanted == long.class) return SimpleType.LONG;
        if (wanted == boolean.class) return SimpleType.BOOLEAN;
        return wanted == String.class || wanted.isEnum() ? SimpleType.STRING : composite(wanted);
    }

    private static CompositeType composite(Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        String[] names = new String[components.length];
        OpenType<?>[] types = new OpenType<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            names[i] = components[i].getName();
            types[i] = of(components[i].getGenericType());
        }
        try {
            return new CompositeType(record.getSimpleName(), record.getSimpleName(), names, names, types);
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OpenType<?> array(OpenType<?> element) {
        try {
            return new ArrayType<>(1, element);
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(OpenType<?> type, Object value) {
        if (value == null) return null;
        if (type instanceof ArrayType<?> array) return elements(array.getElementOpenType(), (List<?>) value);
        if (type instanceof CompositeType composite) return components(composite, (Record) value);
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    private static Object elements(OpenType<?> type, List<?> values) {
        Class<?> element = type instanceof CompositeType ? CompositeData.class : String.class;
        Object array = Array.newInstance(element, values.size());
        for (int i = 0; i < values.size(); i++) Array.set(array, i, value(type, values.get(i)));
        return array;
    }

    private static CompositeData components(CompositeType type, Record record) {
        Map<String, Object> items = new LinkedHashMap<>();
        try {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                items.put(component.getName(), value(type.getType(component.getName()), component.getAccessor().invoke(record)));
            }
            return new CompositeDataSupport(type, items);
        } catch (ReflectiveOperationException | OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }
}
