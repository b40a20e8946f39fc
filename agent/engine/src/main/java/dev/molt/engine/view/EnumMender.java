package dev.molt.engine.view;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;

/**
 * Brings EnumMap and EnumSet objects up to date that were made when their enum had other constants. They lay out their contents by
 * ordinal; entries move with their constant, those of constants that are gone go.
 */
final class EnumMender {
    private final MethodHandle constants;
    private final VarHandle keyType;
    private final VarHandle keyUniverse;
    private final VarHandle values;
    private final VarHandle size;
    private final VarHandle elementType;
    private final Field universe;
    private final Class<?> regular;
    private final VarHandle regularBits;
    private final VarHandle jumboBits;
    private final VarHandle jumboSize;

    /** @throws ReflectiveOperationException where this JDK's enum collections are made otherwise */
    EnumMender(Lookup trusted) throws ReflectiveOperationException {
        constants = trusted.findVirtual(Class.class, "getEnumConstantsShared", MethodType.methodType(Object[].class));
        keyType = trusted.findVarHandle(EnumMap.class, "keyType", Class.class);
        keyUniverse = trusted.findVarHandle(EnumMap.class, "keyUniverse", Enum[].class);
        values = trusted.findVarHandle(EnumMap.class, "vals", Object[].class);
        size = trusted.findVarHandle(EnumMap.class, "size", int.class);
        elementType = trusted.findVarHandle(EnumSet.class, "elementType", Class.class);
        universe = EnumSet.class.getDeclaredField("universe");
        universe.setAccessible(true);
        regular = Class.forName("java.util.RegularEnumSet", false, null);
        regularBits = trusted.findVarHandle(regular, "elements", long.class);
        Class<?> jumbo = Class.forName("java.util.JumboEnumSet", false, null);
        jumboBits = trusted.findVarHandle(jumbo, "elements", long[].class);
        jumboSize = trusted.findVarHandle(jumbo, "size", int.class);
    }

    void mend(Object collection) {
        if (collection instanceof EnumMap<?, ?> map) {
            if (keyUniverse.getVolatile(map) != constants((Class<?>) keyType.get(map))) mendMap(map);
        } else if (collection instanceof EnumSet<?> set) {
            if (universe(set) != constants((Class<?>) elementType.get(set))) mendSet(set);
        }
    }

    private synchronized void mendMap(EnumMap<?, ?> map) {
        Object[] now = constants((Class<?>) keyType.get(map));
        Object[] before = (Object[]) keyUniverse.get(map);
        if (now == null || now == before) return;
        Object[] old = (Object[]) values.get(map);
        Object[] moved = new Object[now.length];
        int count = 0;
        for (int i = 0; i < old.length; i++) {
            int place = old[i] == null ? -1 : place(now, before[i]);
            if (place < 0) continue;
            moved[place] = old[i];
            count++;
        }
        values.set(map, moved);
        size.set(map, count);
        keyUniverse.setRelease(map, (Enum<?>[]) now);
    }

    private synchronized void mendSet(EnumSet<?> set) {
        Object[] now = constants((Class<?>) elementType.get(set));
        Object[] before = universe(set);
        if (now == null || now == before) return;
        if (regular.isInstance(set)) mendRegular(set, before, now);
        else mendJumbo(set, before, now);
        try {
            universe.set(set, now);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private void mendRegular(EnumSet<?> set, Object[] before, Object[] now) {
        if (now.length > Long.SIZE) {
            throw new UnsupportedOperationException("an EnumSet made for up to 64 constants can't take more of " + elementType.get(set));
        }
        long old = (long) regularBits.get(set);
        long moved = 0;
        for (int i = 0; i < before.length; i++) {
            int place = (old >>> i & 1) == 0 ? -1 : place(now, before[i]);
            if (place >= 0) moved |= 1L << place;
        }
        regularBits.set(set, moved);
    }

    private void mendJumbo(EnumSet<?> set, Object[] before, Object[] now) {
        long[] old = (long[]) jumboBits.get(set);
        long[] moved = new long[Math.max(1, now.length + 63 >>> 6)];
        int count = 0;
        for (int i = 0; i < before.length; i++) {
            int place = (old[i >>> 6] >>> (i & 63) & 1) == 0 ? -1 : place(now, before[i]);
            if (place < 0) continue;
            moved[place >>> 6] |= 1L << (place & 63);
            count++;
        }
        jumboBits.set(set, moved);
        jumboSize.set(set, count);
    }

    private static int place(Object[] constants, Object constant) {
        int likely = ((Enum<?>) constant).ordinal();
        if (likely < constants.length && constants[likely] == constant) return likely;
        return Arrays.asList(constants).indexOf(constant);
    }

    private Object[] universe(EnumSet<?> set) {
        try {
            return (Object[]) universe.get(set);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object[] constants(Class<?> type) {
        try {
            return (Object[]) constants.invoke(type);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
