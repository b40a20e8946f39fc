package dev.molt.engine.view;

import java.lang.ref.WeakReference;

/**
 * What we know of a reflective object that we made. Held weakly, since it leads to the application's loader.
 *
 * @param mirrored the member of the mirror that declares the same; of a record component, the mirror
 * @param known whether the VM has the member under its slot
 */
record Ours(WeakReference<Object> mirrored, boolean known) {
    Ours(Object mirror, boolean known) {
        this(new WeakReference<>(mirror), known);
    }

    Object mirror() {
        Object mirror = mirrored.get();
        if (mirror == null) throw new IllegalStateException("the class of a reflective object is gone");
        return mirror;
    }
}
