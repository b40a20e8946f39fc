package dev.molt.cli.demo;

/**
 * Something that the demo says, and whether it is so.
 *
 * @param what the claim, a sentence without its full stop
 * @param measured what was found when it was checked
 */
record Claim(String what, boolean holds, String measured) {}
