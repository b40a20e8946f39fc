package dev.molt.engine.program;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports as values of the JDK's types: a record is a map of its components, a constant is its name. */
final class Plain {
    private Plain() {}

    static Object of(Object value) {
        if (value instanceof List<?> list) return list.stream().map(Plain::of).toList();
        if (value instanceof Enum<?> constant) return constant.name();
        return value instanceof Record report ? map(report) : value;
    }

    private static Map<String, Object> map(Record report) {
        Map<String, Object> map = new LinkedHashMap<>();
        try {
            for (RecordComponent component : report.getClass().getRecordComponents()) {
                map.put(component.getName(), of(component.getAccessor().invoke(report)));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return map;
    }
}
