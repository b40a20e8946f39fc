package libs;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration
@Import(More.class)
public class Settings {
    @Bean public Greeter greeter() { return new Greeter(); }
    @Bean public String town() { return "Rome " + greeter().bye(); }
}
