package dev.molt.engine.apply;

/**
 * What came to our place in the transformer chain when a class was redefined.
 *
 * @param asGiven whether these are the very bytes that the redefinition was given
 */
record Arrival(byte[] bytes, boolean asGiven) {}
