package libs;

public enum Kind { A, B }
