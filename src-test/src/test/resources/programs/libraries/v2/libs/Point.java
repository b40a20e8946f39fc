package libs;

import com.fasterxml.jackson.annotation.JsonProperty;

public record Point(int x, @JsonProperty("why") int y) {}
