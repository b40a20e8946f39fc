package dev.molt.engine.apply;

/** A class that an update defined. */
public record DefinedClass(String name, String loader) {}
