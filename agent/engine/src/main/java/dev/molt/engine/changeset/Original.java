package dev.molt.engine.changeset;

/**
 * The file that a loaded class surely is, untouched by any agent.
 *
 * @param uncached whether the VM surely keeps no class file beside the class, as it does once an agent that retransforms has changed it:
 *     what it hands out has the methods in the VM's own order, so it was written anew from the class
 */
public record Original(ClassImage image, boolean uncached) {}
