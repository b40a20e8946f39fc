package dev.molt.engine.evolve;

/**
 * What the VM makes the objects of a class of, which it could not be given: it loaded the superclass as final or sealed, and takes no subclass
 * of it now (JVMS 5.3.5).
 *
 * @param made internal name of the class that the VM makes objects of: the closed superclass, or where that is abstract, one below it
 * @param known internal name of the closed superclass: the nearest class that both the program and the VM count the objects among
 */
public record Vessel(String made, String known) {}
