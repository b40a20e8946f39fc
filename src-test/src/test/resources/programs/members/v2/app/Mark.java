package app;

import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface Mark {
    String value() default "";

    int level() default 3;

    String[] words() default {"a", "b"};

    Class<?> type() default Plain.class;

    Kind kind() default Kind.ADDED;

    Use nested() default @Use(2);
}
