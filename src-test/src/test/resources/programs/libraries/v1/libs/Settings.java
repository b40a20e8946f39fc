package libs;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
public class Settings {
    @Bean public Greeter greeter() { return new Greeter(); }
}
