package dev.molt.engine.evolve;

/** A field or method by the name and descriptor that identify it within its class (JVMS 4.5, 4.6). */
public record Member(String name, String descriptor) {
    public boolean isConstructor() {
        return name.equals("<init>");
    }

    @Override
    public String toString() {
        return name + descriptor;
    }
}
