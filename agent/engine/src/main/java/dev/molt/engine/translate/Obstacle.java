package dev.molt.engine.translate;

/**
 * What keeps a class from being translated.
 *
 * @param member the member that it is about, as people write it, or null for the class itself
 * @param problem what is wrong, to follow the name
 * @param remedy what to do instead
 */
public record Obstacle(String member, String problem, String remedy) {}
