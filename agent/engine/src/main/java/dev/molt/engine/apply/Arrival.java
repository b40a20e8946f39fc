package dev.molt.engine.apply;

/**
 * What came to our place in the transformer chain when a class was redefined.
 *
 * @param asGiven whether these are the very bytes that the redefinition was given
 * @param before of a class of the JDK, what the VM handed out just before: it may have got hooks since the update was planned; else null
 */
record Arrival(byte[] bytes, boolean asGiven, byte[] before) {}
