package libs;

public record Point(int x) {}
