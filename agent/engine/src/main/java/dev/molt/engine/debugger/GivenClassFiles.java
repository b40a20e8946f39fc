package dev.molt.engine.debugger;

import dev.molt.engine.DebuggerThread;
import dev.molt.engine.classfile.SlotField;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.WeakHashMap;

/** Keeps what our own redefinitions in the debugger's thread were given, since the debugger's redefinition has to end with the same. */
final class GivenClassFiles implements ClassFileTransformer {
    private final Map<Class<?>, byte[]> last = new WeakHashMap<>();

    /** Null where there is none. */
    byte[] of(Class<?> type) {
        return last.get(type);
    }

    void forget() {
        last.clear();
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        if (redefined != null && DebuggerThread.isCurrent()) last.put(redefined, SlotField.removed(bytes.clone()));
        return null;
    }
}
