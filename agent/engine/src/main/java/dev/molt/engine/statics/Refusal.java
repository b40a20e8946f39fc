package dev.molt.engine.statics;

/** Something that can't be done to a class whose objects live. */
public record Refusal(String member, String problem, String remedy) {}
