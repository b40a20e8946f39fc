package dev.molt.engine.vm;

import dev.molt.engine.classfile.SlotField;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;

/** The slots that loaded classes have; see {@link SlotField}. */
public final class Slots {
    private final Lookup trusted;

    public Slots(Lookup trusted) {
        this.trusted = trusted;
    }

    /** Whether the class itself declares a slot. Neither initialises nor links it. */
    public boolean has(Class<?> type) {
        if (type.getClassLoader() == null || VmTypes.isInterface(type)) return false;
        try {
            MethodHandleInfo found = trusted.revealDirect(trusted.findGetter(type, SlotField.NAME, Object.class));
            return found.getDeclaringClass() == type;
        } catch (ReflectiveOperationException none) {
            return false;
        }
    }

    /** Access to the slot that a class declares. */
    public VarHandle of(Class<?> type) {
        try {
            return trusted.findVarHandle(type, SlotField.NAME, Object.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
