package dev.molt.engine.linkage;

import java.lang.invoke.MutableCallSite;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every call site of ours that is still in use. */
final class Sites {
    private final ReferenceQueue<Site> gone = new ReferenceQueue<>();
    private final Set<WeakReference<Site>> all = new HashSet<>();

    synchronized void add(Site site) {
        for (Object reference; (reference = gone.poll()) != null; ) all.remove(reference);
        all.add(new WeakReference<>(site, gone));
    }

    /** Makes every site that these classes have a say in find its target anew. */
    void relink(Collection<Class<?>> changed) {
        Kin kin = new Kin(changed);
        List<Site> dependent = new ArrayList<>();
        for (Site site : living()) {
            if (site.dependsOn(kin)) dependent.add(site);
        }
        for (Site site : dependent) site.reset();
        if (!dependent.isEmpty()) MutableCallSite.syncAll(dependent.toArray(new MutableCallSite[0]));
    }

    private synchronized List<Site> living() {
        List<Site> living = new ArrayList<>(all.size());
        for (WeakReference<Site> reference : all) {
            Site site = reference.get();
            if (site != null) living.add(site);
        }
        return living;
    }
}
