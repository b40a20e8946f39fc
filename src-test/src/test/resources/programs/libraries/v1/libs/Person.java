package libs;

import jakarta.validation.constraints.NotNull;

public class Person {
    @NotNull private String name = "ann";
    private Kind kind = Kind.A;

    public String getName() { return name; }
    public void setName(String name) { this.name = name; }
    public Kind getKind() { return kind; }
    public void setKind(Kind kind) { this.kind = kind; }
    @Override public String toString() { return name + "/" + kind; }
}
