package dev.molt.engine.view;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Map;

/** The table in which HotSpot tells the Serviceability Agent the layout of its data. */
final class VmLayout {
    private static final String TABLE = "gHotSpotVMStructs";
    private static final String[] PARTS = {"TypeName", "FieldName", "IsStatic", "Offset", "Address"};

    private final JdkUnsafe unsafe;
    private final long table;
    private final long stride;
    private final long[] parts = new long[PARTS.length];

    VmLayout(Lookup trusted, JdkUnsafe unsafe) throws ReflectiveOperationException {
        this.unsafe = unsafe;
        MethodHandle load = trusted.findStatic(Class.forName("jdk.internal.loader.BootLoader", true, null), "loadLibrary",
                MethodType.methodType(void.class, String.class));
        MethodHandle find = trusted.findStatic(ClassLoader.class, "findNative",
                MethodType.methodType(long.class, ClassLoader.class, String.class));
        table = value(load, find, TABLE);
        stride = value(load, find, "gHotSpotVMStructEntryArrayStride");
        for (int i = 0; i < PARTS.length; i++) parts[i] = value(load, find, "gHotSpotVMStructEntry" + PARTS[i] + "Offset");
    }

    /** Symbols of the VM are found through a library of the JDK that is linked with it. */
    private long value(MethodHandle load, MethodHandle find, String symbol) {
        try {
            load.invoke("net");
            long address = (long) find.invoke((ClassLoader) null, symbol);
            return address == 0 ? 0 : unsafe.number(address);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts the offset of a field, or the address of a static one, under the field's name; nothing where there is no such field. */
    VmLayout find(String type, String field, Map<String, Long> into) {
        if (table == 0 || stride == 0) return this;
        for (long entry = table; unsafe.number(entry + parts[0]) != 0; entry += stride) {
            if (!unsafe.isText(unsafe.number(entry + parts[0]), type)) continue;
            if (!unsafe.isText(unsafe.number(entry + parts[1]), field)) continue;
            boolean isStatic = unsafe.integer(entry + parts[2]) != 0;
            into.put(field, unsafe.number(entry + (isStatic ? parts[4] : parts[3])));
        }
        return this;
    }
}
