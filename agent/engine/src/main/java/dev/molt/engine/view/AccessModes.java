package dev.molt.engine.view;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;

/**
 * Lets a variable handle with filtered coordinates answer which access modes it supports. On JDK 17 asking it fails with a
 * NullPointerException, which later releases mended.
 */
final class AccessModes {
    private final VarHandle form;
    private final VarHandle[] parts;

    private AccessModes(VarHandle form, VarHandle... parts) {
        this.form = form;
        this.parts = parts;
    }

    /** @throws ReflectiveOperationException where this JDK's variable handles are others */
    static AccessModes of(Lookup trusted) throws ReflectiveOperationException {
        if (Runtime.version().feature() > 17) return new AccessModes(null);
        Class<?> type = Class.forName("java.lang.invoke.VarForm", true, null);
        Class<?> names = Class.forName("[Ljava.lang.invoke.MemberName;", true, null);
        return new AccessModes(trusted.findVarHandle(VarHandle.class, "vform", type), trusted.findVarHandle(type, "implClass", Class.class),
                trusted.findVarHandle(type, "memberName_table", names));
    }

    /** From now on the handle answers as the one behind it. */
    VarHandle asThoseOf(VarHandle behind, VarHandle handle) {
        for (VarHandle part : parts) part.set(form.get(handle), part.get(form.get(behind)));
        return handle;
    }
}
