package parcels;

import dev.molt.api.HistoryEntry;
import dev.molt.api.Molt;
import dev.molt.api.NoAgentException;
import dev.molt.api.Update;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets the service update itself. A real one would ask who wants it. */
@RestController
@RequestMapping("/updates")
public class UpdateController {

    @GetMapping
    public String history() {
        List<HistoryEntry> updates = Molt.here().history();
        return updates.stream().map(u -> u.id() + " " + u.outcome() + " " + u.source()).collect(Collectors.joining("\n"));
    }

    @PostMapping
    public String apply(@RequestParam Path to, @RequestParam(required = false) String reason) {
        return Molt.here().apply(Update.to(to).because(reason)).toString();
    }

    @DeleteMapping
    public String revert() {
        return Molt.here().revert(null, "asked for").toString();
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_IMPLEMENTED)
    public String noAgent(NoAgentException e) {
        return e.getMessage();
    }
}
