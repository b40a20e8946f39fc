package libs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.gson.annotations.SerializedName;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

public class Person {
    @NotNull @Size(max = 2) private String name = "ann";
    private Kind kind = Kind.A;
    @JsonProperty("years") @SerializedName("years") @Min(21) private int age = 18;

    public String getName() { return name; }
    public void setName(String name) { this.name = name; }
    public Kind getKind() { return kind; }
    public void setKind(Kind kind) { this.kind = kind; }
    public int getAge() { return age; }
    public void setAge(int age) { this.age = age; }
    @NotNull public String getTown() { return null; }
    @Override public String toString() { return name + "/" + kind + "/" + age; }
}
