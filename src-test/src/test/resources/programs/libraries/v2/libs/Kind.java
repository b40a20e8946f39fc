package libs;

public enum Kind { C, A, B }
