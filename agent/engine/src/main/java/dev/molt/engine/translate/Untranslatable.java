package dev.molt.engine.translate;

/** Ends the translation of one method. */
final class Untranslatable extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Obstacle obstacle;

    Untranslatable(String member, String problem, String remedy) {
        super(problem);
        obstacle = new Obstacle(member, problem, remedy);
    }

    Obstacle obstacle() {
        return obstacle;
    }
}
