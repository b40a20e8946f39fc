package dev.molt.engine.statics;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Brings what the VM and the JDK know of an enum's constants into line with its new version. In this order: {@link #renumber} before
 * the slice of the static initialiser runs; {@link #forgetCaches} and {@link #rebuild} after it. Undone in the opposite order. All of it
 * for enums that are initialised.
 */
public final class EnumMend {
    private final MethodHandles.Lookup trusted;
    /** Constants that are no more: should they come back, or get out of the way of others. */
    private final Map<Class<?>, List<WeakReference<Enum<?>>>> removed = new WeakHashMap<>();

    /** @param trusted the lookup that may do everything */
    public EnumMend(MethodHandles.Lookup trusted) {
        this.trusted = trusted;
    }

    /**
     * Gives living constants the ordinals of the new version. It must run before {@code values()} gives the new ones.
     *
     * @return takes it back
     */
    public synchronized Runnable renumber(Class<?> type, EnumChange change) {
        Map<Enum<?>, Integer> before = new LinkedHashMap<>();
        List<WeakReference<Enum<?>>> gone = new ArrayList<>();
        int behind = change.after().size();
        for (Enum<?> constant : living(type)) {
            before.put(constant, constant.ordinal());
            int ordinal = change.after().indexOf(constant.name());
            if (ordinal < 0) {
                ordinal = behind++;
                gone.add(new WeakReference<>(constant));
            }
            setOrdinal(constant, ordinal);
        }
        List<WeakReference<Enum<?>>> goneBefore = removed.put(type, gone);
        return () -> restore(type, before, goneBefore);
    }

    private synchronized void restore(Class<?> type, Map<Enum<?>, Integer> ordinals, List<WeakReference<Enum<?>>> gone) {
        ordinals.forEach(this::setOrdinal);
        if (gone == null) removed.remove(type);
        else removed.put(type, gone);
    }

    /** Makes {@link Class#getEnumConstants} and {@link Enum#valueOf} look anew. */
    public void forgetCaches(Class<?> type) {
        try {
            trusted.findSetter(Class.class, "enumConstants", Object[].class).invoke(type, (Object[]) null);
            trusted.findSetter(Class.class, "enumConstantDirectory", Map.class).invoke(type, (Map<?, ?>) null);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** What {@link #rebuild} did. */
    public record Rebuilt(boolean replaced, Runnable undo) {}

    /**
     * Fills a table of a switch for the constants as they are now. The array stays where it is long enough, since compiled code may have
     * folded it; otherwise another one takes its place, and the table's readers must be redefined.
     *
     * @param owner class of the table; initialised
     * @param type the enum
     */
    public synchronized Rebuilt rebuild(Class<?> owner, SwitchTables.Table table, Class<?> type) {
        try {
            int[] old = (int[]) trusted.findStaticGetter(owner, table.field(), int[].class).invoke();
            if (old == null) return new Rebuilt(false, () -> { });
            if (table.isLazy()) return replace(owner, table.field(), old, null);
            List<Enum<?>> living = living(type);
            int length = Math.max(living.size(), 1 + living.stream().mapToInt(Enum::ordinal).max().orElse(0));
            int[] wanted = new int[Math.max(length, old.length)];
            for (Enum<?> constant : values(type)) wanted[constant.ordinal()] = table.cases().getOrDefault(constant.name(), 0);
            if (wanted.length > old.length) return replace(owner, table.field(), old, wanted);
            int[] before = old.clone();
            System.arraycopy(wanted, 0, old, 0, old.length);
            return new Rebuilt(false, () -> System.arraycopy(before, 0, old, 0, old.length));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private Rebuilt replace(Class<?> owner, String field, int[] old, int[] wanted) throws Throwable {
        MethodHandle setter = trusted.findStaticSetter(owner, field, int[].class);
        setter.invoke(wanted);
        return new Rebuilt(wanted != null, () -> {
            try {
                setter.invoke(old);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        });
    }

    /** The constants, and those that were removed but are still held by somebody. */
    private List<Enum<?>> living(Class<?> type) {
        List<Enum<?>> living = new ArrayList<>(values(type));
        for (WeakReference<Enum<?>> reference : removed.getOrDefault(type, List.of())) {
            Enum<?> constant = reference.get();
            if (constant != null && living.stream().noneMatch(c -> c == constant)) living.add(constant);
        }
        return living;
    }

    private List<Enum<?>> values(Class<?> type) {
        try {
            Class<?> array = Array.newInstance(type, 0).getClass();
            Object[] values = (Object[]) trusted.findStatic(type, "values", MethodType.methodType(array)).invoke();
            return Arrays.stream(values).<Enum<?>>map(v -> (Enum<?>) v).toList();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private void setOrdinal(Enum<?> constant, int ordinal) {
        try {
            trusted.findSetter(Enum.class, "ordinal", int.class).invoke(constant, ordinal);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) throw error;
        return e instanceof RuntimeException exception ? exception : new IllegalStateException(e);
    }
}
