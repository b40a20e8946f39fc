package dev.molt.protocol.watch;

import java.util.ArrayList;
import java.util.List;

/**
 * How a root's files differ from those that are live, by their stamps.
 *
 * @param written paths of files that are new or were written again
 * @param gone paths of files that are not there any more
 * @param emptied whether all class files have gone: somebody is about to build them anew, and what is there is not the whole yet
 */
record Difference(Root root, Tree tree, List<String> written, List<String> gone, boolean emptied) {

    static Difference between(Root root, Save.Saved live, Tree now) {
        List<String> written = new ArrayList<>();
        now.files().forEach((path, stamp) -> {
            if (!stamp.equals(live.stamps().get(path))) written.add(path);
        });
        List<String> gone = live.stamps().keySet().stream().filter(path -> !now.files().containsKey(path)).toList();
        boolean emptied = live.hasClasses() && now.files().keySet().stream().noneMatch(path -> path.endsWith(".class"));
        return new Difference(root, now, written, gone, emptied);
    }

    /**
     * Whether it is a reason for an update. Class files that have gone are none: tools delete them seconds before they write them again. Their
     * removal is told with the next file that is written.
     */
    boolean counts() {
        if (emptied || root.kind() == Root.Kind.FILE && tree.files().isEmpty()) return false;
        return !written.isEmpty() || gone.stream().anyMatch(path -> root.kind() == Root.Kind.SOURCES || !path.endsWith(".class"));
    }
}
