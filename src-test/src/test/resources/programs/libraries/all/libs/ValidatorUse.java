package libs;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.stream.Collectors;

public class ValidatorUse {
    private static final Validator KEPT = validator();

    private static Validator validator() {
        return Validation.buildDefaultValidatorFactory().getValidator();
    }

    public static String kept() {
        return use(KEPT);
    }

    public static String fresh() {
        return use(validator());
    }

    private static String use(Validator validator) {
        return validator.validate(People.LIVE).stream().map(v -> v.getPropertyPath() + " " + v.getMessage()).sorted()
                .collect(Collectors.joining(", "));
    }
}
