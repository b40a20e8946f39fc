package shop;

import java.util.Map;

/** An answer before it is written: its status, and a body that becomes JSON. */
record Reply(int status, Object body) {

    static Reply ok(Object body) {
        return new Reply(200, body);
    }

    static Reply problem(int status, String problem) {
        return new Reply(status, Map.of("problem", problem));
    }

    static Reply stranger() {
        return problem(401, "POST /sessions first, and keep its cookie");
    }
}
