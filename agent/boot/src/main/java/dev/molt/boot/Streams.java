package dev.molt.boot;

import java.io.ObjectStreamField;

/**
 * What object streams call to move field values. The JDK knows fields by their offset in the object; a class with a field that has none
 * gets keys in their stead, and all of its values are moved by us.
 */
public final class Streams {
    /** Offsets are greater, and so is what the JDK has for "no field". */
    public static final long LAST_KEY = Long.MIN_VALUE >> 1;

    private Streams() {}

    public static boolean readPrimitives(long[] keys, ObjectStreamField[] fields, Object object, byte[] values) {
        if (!concerned(keys)) return false;
        View.engine().readPrimitives(fields, object, values);
        return true;
    }

    public static boolean writePrimitives(long[] keys, ObjectStreamField[] fields, Object object, byte[] values) {
        if (!concerned(keys)) return false;
        View.engine().writePrimitives(fields, object, values);
        return true;
    }

    public static boolean readObjects(long[] keys, ObjectStreamField[] fields, Object object, Object[] values) {
        if (!concerned(keys)) return false;
        View.engine().readObjects(fields, object, values);
        return true;
    }

    public static boolean writeObjects(long[] keys, ObjectStreamField[] fields, Object object, Object[] values) {
        if (!concerned(keys)) return false;
        View.engine().writeObjects(fields, object, values, false);
        return true;
    }

    public static boolean checkObjects(long[] keys, ObjectStreamField[] fields, Object object, Object[] values) {
        if (!concerned(keys)) return false;
        View.engine().writeObjects(fields, object, values, true);
        return true;
    }

    private static boolean concerned(long[] keys) {
        for (long key : keys) {
            if (key < LAST_KEY) return true;
        }
        return false;
    }
}
