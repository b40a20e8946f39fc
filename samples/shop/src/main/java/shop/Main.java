package shop;

import java.io.IOException;
import java.util.List;

/** The shop as a program: {@code java shop.Main [--port N] [--until-stdin-ends]}. */
public final class Main {
    private static final String USAGE = "usage: java shop.Main [--port N] [--until-stdin-ends]";

    private Main() {}

    public static void main(String[] args) throws Exception {
        int port = 0;
        boolean untilStdinEnds = false;
        List<String> words = List.of(args);
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("--until-stdin-ends")) {
                untilStdinEnds = true;
            } else if (words.get(i).equals("--port") && i + 1 < words.size() && words.get(i + 1).matches("\\d{1,5}")) {
                port = Integer.parseInt(words.get(++i));
            } else {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
        Server server = new Server(port);
        server.start();
        System.out.println("listening on http://localhost:" + server.port());
        if (untilStdinEnds) exitWhenStdinEnds();
    }

    /** Lets the shop end with the program that started it, however that one ended. */
    private static void exitWhenStdinEnds() throws IOException {
        while (System.in.read() >= 0) {
            // whatever is said on standard input, only its end counts
        }
        System.exit(0);
    }
}
