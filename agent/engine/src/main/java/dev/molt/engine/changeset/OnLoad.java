package dev.molt.engine.changeset;

/** A class that is not loaded yet: its loader will find the old version, and gets the new one in its place. */
public record OnLoad(ClassLoader in, String loader, ClassImage next) {

    public String name() {
        return next.file().name();
    }

    @Override
    public String toString() {
        return "on load " + name() + " in " + loader;
    }
}
