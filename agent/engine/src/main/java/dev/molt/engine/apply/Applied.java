package dev.molt.engine.apply;

import dev.molt.engine.resources.Overlays;
import dev.molt.engine.vm.OnLoadVersions;
import java.util.List;

/**
 * What an update left in the VM, enough to take it back.
 *
 * @param defined names of classes that were defined for it
 * @param removed names of classes that it made part of the past
 * @param overlay what class loaders find since then, or null
 * @param transition the logical side of it, or null where it has none
 */
public record Applied(List<RedefinedClass> redefined, List<OnLoadVersions.Version> onLoad, List<DefinedClass> defined,
                      List<String> removed, Overlays.Overlay overlay, Transition transition) {
    public Applied {
        redefined = List.copyOf(redefined);
        onLoad = List.copyOf(onLoad);
        defined = List.copyOf(defined);
        removed = List.copyOf(removed);
    }

    /** How many classes it concerns. */
    public int size() {
        return redefined.size() + onLoad.size() + defined.size() + removed.size();
    }
}
