package dev.molt.engine.changeset;

/**
 * A class file whose compiler-made names were matched with those of the running version.
 *
 * @param offeredName binary name in the offer
 * @param hash {@link dev.molt.engine.classfile.ClassFile#hash()} of the class file as it was offered
 * @param name binary name under which it runs
 */
public record OfferedAs(ClassLoader loader, String offeredName, String hash, String name) {}
