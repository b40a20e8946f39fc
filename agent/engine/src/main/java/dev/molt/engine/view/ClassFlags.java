package dev.molt.engine.view;

import java.lang.invoke.MethodHandles.Lookup;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@link Class#getModifiers} answers. Newer JDKs keep it in a field of the class object, older ones in the VM's description of the
 * class, whose layout the VM tells to debuggers. The VM's own access checks go by other flags, and stay as they are.
 */
abstract class ClassFlags {
    private final ClassValue<int[]> original = new ClassValue<>() {
        @Override
        protected int[] computeValue(Class<?> type) {
            return new int[] {type.getModifiers()};
        }
    };

    /** Where a JVM does not tell where it keeps the flags, they stay. */
    static ClassFlags of(Lookup trusted) throws ReflectiveOperationException {
        JdkUnsafe unsafe = new JdkUnsafe(trusted);
        try {
            return new OfClassObject(unsafe, unsafe.offset(Class.class, "modifiers"));
        } catch (InternalError noSuchField) {
            return new WhenNeeded(trusted, unsafe);
        }
    }

    /** Shows a class with these flags. */
    final void show(Class<?> type, int flags) {
        int now = type.getModifiers();
        if (now != flags && read(type) == now) write(type, flags);
    }

    /** What the VM loaded the class with. */
    final int physical(Class<?> type) {
        return original.get(type)[0];
    }

    abstract int read(Class<?> type);

    abstract void write(Class<?> type, int flags);

    private static final class OfClassObject extends ClassFlags {
        private final JdkUnsafe unsafe;
        private final long offset;

        OfClassObject(JdkUnsafe unsafe, long offset) {
            this.unsafe = unsafe;
            this.offset = offset;
        }

        @Override
        int read(Class<?> type) {
            return unsafe.character(type, offset);
        }

        @Override
        void write(Class<?> type, int flags) {
            unsafe.character(type, offset, (char) flags);
        }
    }

    private static final class OfVm extends ClassFlags {
        private final JdkUnsafe unsafe;
        private final long klass;
        private final long modifiers;

        OfVm(JdkUnsafe unsafe, long klass, long modifiers) {
            this.unsafe = unsafe;
            this.klass = klass;
            this.modifiers = modifiers;
        }

        static ClassFlags find(Lookup trusted, JdkUnsafe unsafe) throws ReflectiveOperationException {
            Map<String, Long> layout = new HashMap<>();
            try {
                new VmLayout(trusted, unsafe).find("Klass", "_modifier_flags", layout).find("java_lang_Class", "_klass_offset", layout);
            } catch (NoSuchMethodException e) {
                return new Fixed(); // a JDK between those that we know
            }
            if (layout.size() < 2) return new Fixed();
            long klass = unsafe.integer(layout.get("_klass_offset"));
            OfVm flags = new OfVm(unsafe, klass, layout.get("_modifier_flags"));
            for (Class<?> known : new Class<?>[] {Object.class, String.class, Runnable.class, Map.Entry.class, Thread.State.class}) {
                if (flags.read(known) != known.getModifiers()) return new Fixed();
            }
            return flags;
        }

        @Override
        int read(Class<?> type) {
            return unsafe.integer(unsafe.number(type, klass) + modifiers);
        }

        @Override
        void write(Class<?> type, int flags) {
            unsafe.integer(unsafe.number(type, klass) + modifiers, flags);
        }
    }

    /** Looking the layout up takes a moment, and few updates change the flags of a class. */
    private static final class WhenNeeded extends ClassFlags {
        private final Lookup trusted;
        private final JdkUnsafe unsafe;
        private ClassFlags found;

        WhenNeeded(Lookup trusted, JdkUnsafe unsafe) {
            this.trusted = trusted;
            this.unsafe = unsafe;
        }

        private synchronized ClassFlags found() {
            try {
                if (found == null) found = OfVm.find(trusted, unsafe);
                return found;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        int read(Class<?> type) {
            return found().read(type);
        }

        @Override
        void write(Class<?> type, int flags) {
            found().write(type, flags);
        }
    }

    private static final class Fixed extends ClassFlags {
        @Override
        int read(Class<?> type) {
            return -1;
        }

        @Override
        void write(Class<?> type, int flags) {
            throw new UnsupportedOperationException("the flags of " + type.getName() + " can't be written in this JVM");
        }
    }
}
