package libs;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

@Component
public class More {
    @Bean public Integer seven() { return 7; }
}
