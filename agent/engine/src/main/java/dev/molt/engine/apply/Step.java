package dev.molt.engine.apply;

/** The steps of applying a plan, in their order. Each is undone when a later one fails. */
public enum Step {
    /** The audit file says that the update starts. */
    AUDIT("write the audit record", "complete the audit record with what happened"),
    /** New classes that their loader can't find are defined, supertypes first. */
    DEFINE("define new classes, supertypes first", "forget them; the VM keeps them loaded, and nothing refers to them"),
    /** Classes that are not loaded yet get their new version when they are. */
    ON_LOAD("register new versions of classes that are not loaded yet", "unregister them; classes loaded meanwhile are redefined back"),
    /** New and changed files that are no classes, and class files, are found by the loaders. */
    RESOURCES("let class loaders find new and changed resources and class files", "let them find the old ones"),
    /** What the VM lacks of the new versions becomes known to whoever links references to it. */
    EVOLVE("make the new shapes known, for references that the VM can't link", "make the old shapes known again"),
    /** All changed classes at once. */
    REDEFINE("redefine all changed classes in one atomic call", "redefine them with the bytes from before"),
    /** Whatever is new in static initialisers, in order. */
    INITIALISE("link call sites anew and run what is new in static initialisers", "put the static fields back and link call sites as before"),
    /** What is loaded now is read back. */
    CHECK("read back what is loaded and compare", "-"),
    /** Removed classes are known as removed. */
    REMOVE("mark removed classes", "unmark them"),
    /** The client probes the application. */
    PROBE("let the client probe the application", "-"),
    /** The update takes its place in the history. */
    RECORD("take the place in the history", "leave it again");

    private final String what;
    private final String undo;

    Step(String what, String undo) {
        this.what = what;
        this.undo = undo;
    }

    /** What it does, for a plan. */
    public String what() {
        return what;
    }

    /** How it is undone, for a plan. */
    public String undo() {
        return undo;
    }
}
