package dev.molt.engine.changeset;

/**
 * A loaded class that the update leaves as it is, since no code of it can run in this JVM.
 *
 * @param offered the version that it would have got: whoever refers to that fails as it would have before
 */
public record LeftClass(Class<?> type, ClassImage offered) {}
