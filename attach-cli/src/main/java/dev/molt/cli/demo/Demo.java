package dev.molt.cli.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The demo from the first process to the last file. */
public final class Demo {
    private final DemoFiles files;
    private final Path jdk;
    private final Screen screen;
    private final Claims claims;

    /** @param jdk Java home of the shop */
    public Demo(DemoFiles files, Path jdk, Screen screen) {
        this.files = files;
        this.jdk = jdk;
        this.screen = screen;
        this.claims = new Claims(screen::claim);
    }

    public DemoReport run() throws InterruptedException {
        long begin = System.nanoTime();
        List<UpdateFigures> updates = List.of();
        Samples samples = new Samples(List.of());
        try {
            Stage stage = Stage.build(jdk, files, screen::close);
            DemoScript script = new DemoScript(stage, files, screen, claims);
            try (stage) {
                script.play();
            } finally {
                updates = script.updates();
                samples = stage.load().samples();
            }
            nothingLeft(stage);
        } catch (IOException | ShopException e) {
            claims.check("The demo can be carried out", false, "%s", e.getMessage());
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        return new DemoReport(claims.wrong().isEmpty(), millis, samples.latency(), samples.failures(), updates, claims.all());
    }

    private void nothingLeft(Stage stage) throws IOException {
        List<Path> left = new ArrayList<>();
        if (Files.exists(stage.work())) left.add(stage.work());
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(Path.of("/tmp"), "molt-*")) {
            for (Path directory : directories) {
                Path socket = directory.resolve(stage.shop().pid() + ".sock");
                if (Files.exists(socket)) left.add(socket);
            }
        }
        claims.check("Nothing is left behind", left.isEmpty() && !stage.shop().alive(), "the shop has ended; files left: %s",
                left.isEmpty() ? "none" : left);
    }
}
