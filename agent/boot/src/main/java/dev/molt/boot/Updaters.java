package dev.molt.boot;

import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** What the atomic field updaters ask first; null is the answer for fields that the VM knows. */
public final class Updaters {
    private Updaters() {}

    public static AtomicIntegerFieldUpdater<?> ofInteger(Class<?> type, String name) {
        VarHandle field = field(type, int.class, name, "Must be integer type");
        return field == null ? null : new OfInt(field);
    }

    public static AtomicLongFieldUpdater<?> ofLong(Class<?> type, String name) {
        VarHandle field = field(type, long.class, name, "Must be long type");
        return field == null ? null : new OfLong(field);
    }

    public static AtomicReferenceFieldUpdater<?, ?> ofReference(Class<?> type, Class<?> fieldType, String name) {
        VarHandle field = field(type, fieldType, name, null);
        return field == null ? null : new OfReference(field);
    }

    private static VarHandle field(Class<?> type, Class<?> fieldType, String name, String wrongType) {
        LogicalLookup lookup = Lookups.engine();
        Field field = lookup == null ? null : lookup.added(type, name);
        if (field == null) return null;
        if (field.getType() != fieldType) {
            if (wrongType == null) throw new ClassCastException();
            throw new IllegalArgumentException(wrongType);
        }
        if (!Modifier.isVolatile(field.getModifiers())) throw new IllegalArgumentException("Must be volatile type");
        return lookup.variable(field);
    }

    private static final class OfInt extends AtomicIntegerFieldUpdater<Object> {
        private final VarHandle field;

        OfInt(VarHandle field) {
            this.field = field;
        }

        @Override
        public boolean compareAndSet(Object object, int expected, int value) {
            return field.compareAndSet(object, expected, value);
        }

        @Override
        public boolean weakCompareAndSet(Object object, int expected, int value) {
            return field.compareAndSet(object, expected, value);
        }

        @Override
        public void set(Object object, int value) {
            field.setVolatile(object, value);
        }

        @Override
        public void lazySet(Object object, int value) {
            field.setRelease(object, value);
        }

        @Override
        public int get(Object object) {
            return (int) field.getVolatile(object);
        }
    }

    private static final class OfLong extends AtomicLongFieldUpdater<Object> {
        private final VarHandle field;

        OfLong(VarHandle field) {
            this.field = field;
        }

        @Override
        public boolean compareAndSet(Object object, long expected, long value) {
            return field.compareAndSet(object, expected, value);
        }

        @Override
        public boolean weakCompareAndSet(Object object, long expected, long value) {
            return field.compareAndSet(object, expected, value);
        }

        @Override
        public void set(Object object, long value) {
            field.setVolatile(object, value);
        }

        @Override
        public void lazySet(Object object, long value) {
            field.setRelease(object, value);
        }

        @Override
        public long get(Object object) {
            return (long) field.getVolatile(object);
        }
    }

    private static final class OfReference extends AtomicReferenceFieldUpdater<Object, Object> {
        private final VarHandle field;

        OfReference(VarHandle field) {
            this.field = field;
        }

        @Override
        public boolean compareAndSet(Object object, Object expected, Object value) {
            return field.compareAndSet(object, expected, value);
        }

        @Override
        public boolean weakCompareAndSet(Object object, Object expected, Object value) {
            return field.compareAndSet(object, expected, value);
        }

        @Override
        public void set(Object object, Object value) {
            field.setVolatile(object, value);
        }

        @Override
        public void lazySet(Object object, Object value) {
            field.setRelease(object, value);
        }

        @Override
        public Object get(Object object) {
            return (Object) field.getVolatile(object);
        }
    }
}
