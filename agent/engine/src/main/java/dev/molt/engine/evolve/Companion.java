package dev.molt.engine.evolve;

/** A class that Molt defines beside a class of the application, in the same loader and package. */
public record Companion(String internalName, byte[] bytes) {}
