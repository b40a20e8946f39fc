package dev.molt.engine.vm;

/** What a class is to the VM, whatever the program sees of it: newer JDKs answer {@link Class#isInterface} from flags that we show to the program. */
public final class VmTypes {
    private VmTypes() {}

    /** Whether the VM loaded it as an interface (JVMS 4.1: its superclass is Object; the VM tells of none). */
    public static boolean isInterface(Class<?> type) {
        return type.getSuperclass() == null && type != Object.class && !type.isPrimitive();
    }
}
