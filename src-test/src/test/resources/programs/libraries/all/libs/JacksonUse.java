package libs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

public class JacksonUse {
    private static final ObjectMapper KEPT = mapper();

    private static ObjectMapper mapper() {
        return new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
                .configure(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL, true);
    }

    public static String kept() throws JsonProcessingException {
        return use(KEPT);
    }

    /** A copy has the settings of a mapper, and none of what it remembers. */
    public static String flushed() throws JsonProcessingException {
        return use(KEPT.copy());
    }

    public static String constants() throws JsonProcessingException {
        return mapper().writeValueAsString(Kind.values());
    }

    public static String fresh() throws JsonProcessingException {
        return use(mapper());
    }

    private static String use(ObjectMapper mapper) throws JsonProcessingException {
        return mapper.writeValueAsString(People.LIVE) + " " + mapper.readValue("{'name':'bob','years':7,'kind':'C'}".replace('\'', '"'), Person.class)
                + " " + mapper.readValue("{'x':1,'why':2}".replace('\'', '"'), Point.class);
    }
}
