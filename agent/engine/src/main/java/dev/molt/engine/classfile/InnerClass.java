package dev.molt.engine.classfile;

/** An entry of the InnerClasses attribute (JVMS 4.7.6); {@code outerName} and {@code innerName} may be null. */
public record InnerClass(String name, String outerName, String innerName, int access) {}
