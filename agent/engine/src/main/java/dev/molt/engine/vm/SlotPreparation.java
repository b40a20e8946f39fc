package dev.molt.engine.vm;

import dev.molt.engine.classfile.SlotField;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;

/**
 * Gives classes of the application a slot when they are loaded, and sees to it that they keep it when anybody redefines them, since the VM
 * refuses to take a field away. A class that can't have one, or is not understood, loads as it is.
 *
 * <p>It stands with the transformers that can't retransform: for classes that others change HotSpot keeps a second class file.
 */
public final class SlotPreparation implements ClassFileTransformer {
    private static final ClassLoader OURS = SlotPreparation.class.getClassLoader();
    private static final String COMPANION = "$Molt";

    private final Slots slots;
    private final List<String> prefixes;

    private SlotPreparation(Slots slots, List<String> prefixes) {
        this.slots = slots;
        this.prefixes = prefixes.stream().map(p -> p.replace('.', '/')).toList();
    }

    /**
     * Begins.
     *
     * @param prefixes what names of classes begin with that get a slot; with a minus sign before it, of those that get none. None at all
     *     means every class
     * @throws UnsupportedOperationException when this JDK does not let the field be hidden; nothing was done then
     */
    public static void begin(Instrumentation instrumentation, InternalAccess access, List<String> prefixes) {
        HiddenFields.hide(access.trustedLookup(), SlotField.NAME);
        instrumentation.addTransformer(new SlotPreparation(new Slots(access.trustedLookup()), prefixes), false);
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        if (loader == null || loader == OURS || name == null || loader instanceof ThrowAwayLoader) return null;
        if (redefined != null) return slots.has(redefined) ? SlotField.added(bytes) : null;
        return isWanted(name) && loader != ClassLoader.getPlatformClassLoader() ? SlotField.addedToRoot(bytes) : null;
    }

    private boolean isWanted(String name) {
        if (name.contains(COMPANION)) return false;
        boolean wanted = prefixes.isEmpty() || prefixes.get(0).startsWith("-");
        for (String prefix : prefixes) {
            if (prefix.startsWith("-") ? name.startsWith(prefix.substring(1)) : name.startsWith(prefix)) wanted = !prefix.startsWith("-");
        }
        return wanted;
    }
}
