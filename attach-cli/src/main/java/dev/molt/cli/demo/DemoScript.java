package dev.molt.cli.demo;

import com.google.gson.JsonParseException;
import dev.molt.protocol.Json;
import dev.molt.protocol.report.HistoryReport;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.StatusReport;
import dev.molt.protocol.report.UpdateSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What happens in the demo, scene by scene. Every claim is checked where it is made. */
final class DemoScript {
    private static final int REFUSED = 3;
    private static final int REVERTED = 4;
    private static final long BETWEEN_SCENES_MILLIS = 1000;

    private final Stage stage;
    private final DemoFiles files;
    private final MoltCommands molt;
    private final Screen screen;
    private final Claims claims;
    private final String pid;
    private final List<UpdateFigures> updates = new ArrayList<>();

    DemoScript(Stage stage, DemoFiles files, Screen screen, Claims claims) {
        this.stage = stage;
        this.files = files;
        this.molt = new MoltCommands(files.jar());
        this.screen = screen;
        this.claims = claims;
        this.pid = Long.toString(stage.shop().pid());
    }

    List<UpdateFigures> updates() {
        return List.copyOf(updates);
    }

    void play() throws IOException, ShopException, InterruptedException {
        bug();
        fix();
        brokenCallers();
        unhealthy();
        newShape();
        history();
    }

    private void bug() throws ShopException, InterruptedException {
        screen.title("The shop, version 1");
        String java = stage.inspector().health().java();
        screen.say("It runs as pid %s on Java %s at %s, without an agent.", pid, java.replaceFirst("[-+].*", ""), stage.url());
        screen.say("%d visitors have %d pieces in their carts, in its memory only. %d more visitors keep", stage.carts().look().size(),
                stage.carts().pieces(), stage.load().customers());
        screen.say("shopping, send %d requests a second together, and compare each answer with what it has to be.", stage.load().perSecond());
        stage.load().runFor(3 * BETWEEN_SCENES_MILLIS);
        KeptCarts.View carts = stage.carts().look();
        long wrong = carts.size() - carts.pricedAs(Pricing.V2);
        claims.check("It has a bug: the VAT is cut off to cents for every piece, and amounts are written badly",
                carts.pricedAs(Pricing.V1) == carts.size() && wrong > 0 && carts.readable() < carts.size(),
                "%d of %d carts are priced wrongly, %s too little in all; %s is written \"%s\"", wrong, carts.size(),
                KeptCarts.written(carts.grossCents(Pricing.V2) - carts.grossCents()), example(carts), exampleText(carts));
    }

    private static String example(KeptCarts.View carts) {
        return carts.unreadable() == null ? "nothing" : KeptCarts.written(carts.unreadable().total().grossCents());
    }

    private static String exampleText(KeptCarts.View carts) {
        return carts.unreadable() == null ? "" : carts.unreadable().text();
    }

    private void fix() throws IOException, ShopException, InterruptedException {
        screen.title("1. Version 2: a fix in two classes, and a new class");
        CommandRun run = update("apply", pid, files.typed("v2"), "--from", files.typed("v1"), "--reason", "round the VAT once");
        Samples samples = stage.load().samples();
        Samples after = samples.sentAfter(run.end());
        KeptCarts.View carts = stage.carts().look();
        claims.check("The update is applied", run.exitCode() == 0, "exit code %d after %,d ms", run.exitCode(), run.millis());
        claims.check("The bug is gone",
                carts.pricedAs(Pricing.V2) == carts.size() && carts.readable() == carts.size(),
                "%d of %d carts are priced rightly, %d are written rightly", carts.pricedAs(Pricing.V2), carts.size(), carts.readable());
        claims.check("Whoever asked after the command had ended got the price of version 2",
                after.where(sample -> sample.isOf(Pricing.V2)).size() > 0 && after.where(sample -> sample.isNotOf(Pricing.V2)).size() == 0,
                "%d answers can only be of version 2, %d are not", after.where(sample -> sample.isOf(Pricing.V2)).size(),
                after.where(sample -> sample.isNotOf(Pricing.V2)).size());
        nothingLost(run);
        List<LatencyChart.Mark> marks = new ArrayList<>();
        samples.where(sample -> sample.isOf(Pricing.V2)).firstAnswered()
                .ifPresent(time -> marks.add(new LatencyChart.Mark(time, "first v2 price")));
        chart(run, samples, marks);
        if (stage.inspector().health().java().startsWith("17.")) {
            screen.say("(HotSpot 17 drops all compiled code at the first redefinition in a JVM that was started without an");
            screen.say("agent, and compiles it anew. One that was started with -javaagent keeps it.)");
        }
    }

    private void brokenCallers() throws IOException, ShopException, InterruptedException {
        screen.title("2. Version 3: a method has a new parameter, and its callers were not delivered");
        List<String> live = live();
        KeptCarts.View before = stage.carts().look();
        CommandRun run = update("apply", pid, files.typed("v3-breaks-callers"), "--from", files.typed("v2"));
        Samples samples = stage.load().samples();
        claims.check("The update is refused", run.exitCode() == REFUSED, "exit code %d after %,d ms", run.exitCode(), run.millis());
        claims.check("The refusal names both ends: what is missing, and who calls it",
                run.output().contains("shop.Prices") && run.output().contains("total(shop.Cart)")
                        && run.output().contains("shop.Api") && run.output().contains("shop.Checkout"),
                "shop.Prices.total(shop.Cart); shop.Api, shop.Checkout");
        claims.check("Nothing is changed",
                stage.carts().look().sameAs(before) && live().equals(live)
                        && samples.sentAfter(run.begin()).where(sample -> sample.isNotOf(Pricing.V2)).size() == 0,
                "live updates: %s, as before; the same carts at the same prices; no answer of another version", String.join(" ", live));
        nothingLost(run);
        chart(run, samples, List.of());
    }

    private void unhealthy() throws IOException, ShopException, InterruptedException {
        screen.title("3. Version 4: it forgets the VAT, and the shop's own health check notices");
        List<String> live = live();
        KeptCarts.View before = stage.carts().look();
        CommandRun run = update("apply", pid, files.typed("v4-unhealthy"), "--from", files.typed("v2"), "--probe",
                stage.url().resolve("/health").toString(), "--probe-timeout", "1s");
        Samples samples = stage.load().samples();
        Samples wrong = samples.where(sample -> sample.isOf(Pricing.V4));
        Answers.Health health = stage.inspector().health();
        claims.check("The update is reverted by itself", run.exitCode() == REVERTED, "exit code %d after %,d ms", run.exitCode(),
                run.millis());
        claims.check("Version 4 was live while it was probed, and is no longer",
                wrong.size() > 0 && wrong.sentAfter(run.end()).size() == 0,
                "%d answers with its prices over %,d ms, %d after the command had ended", wrong.size(),
                TimeUnit.NANOSECONDS.toMillis(wrong.span()), wrong.sentAfter(run.end()).size());
        claims.check("Version 2 is back",
                stage.carts().look().sameAs(before) && live().equals(live) && health.healthy(),
                "live updates: %s, as before; the same carts at the same prices; /health says \"%s\"", String.join(" ", live),
                health.detail());
        nothingLost(run);
        List<LatencyChart.Mark> marks = new ArrayList<>();
        wrong.firstAnswered().ifPresent(time -> marks.add(new LatencyChart.Mark(time, "first v4 price")));
        wrong.lastAnswered().ifPresent(last -> samples.sentAfter(last).where(sample -> sample.isOf(Pricing.V2)).firstAnswered()
                .ifPresent(time -> marks.add(new LatencyChart.Mark(time, "v2 price again"))));
        chart(run, samples, marks);
    }

    private void history() throws IOException, InterruptedException, ShopException {
        screen.title("5. What is known of it afterwards");
        CommandRun run = molt.run("history", pid);
        screen.command(run);
        List<UpdateSummary> told = document(HistoryReport.class, "history", pid).updates();
        claims.check("The history tells what was applied and what was reverted",
                told.stream().filter(update -> update.outcome() == Outcome.APPLIED && update.live()).count() == 1
                        && told.stream().filter(update -> update.outcome() == Outcome.REVERTED && !update.live()).count() == 2,
                "%d entries", told.size());
        CommandRun audit = molt.run("audit", pid);
        screen.command(audit);
        claims.check("The audit file is whole", audit.exitCode() == 0, "exit code %d", audit.exitCode());
        Answers.Health health = stage.inspector().health();
        Samples all = stage.load().samples();
        claims.check("It is one and the same process from begin to end",
                stage.shop().alive() && health.pid() == stage.shop().pid(), "pid %s, %d sessions", pid, health.sessions());
        claims.check("No request has failed, from begin to end", all.failures().isEmpty() && all.size() > 0, "%,d requests%s",
                all.size(), all.failures().isEmpty() ? "" : "; " + all.failures().size() + " failed: " + all.failures().get(0));
    }

    /** Runs an update, and lets the load go on for a moment to see what comes after it. */
    private CommandRun update(String... words) throws IOException, InterruptedException {
        stage.load().runFor(BETWEEN_SCENES_MILLIS);
        CommandRun run = molt.run(words);
        stage.load().runFor(LatencyChart.afterMillis());
        screen.command(run);
        return run;
    }

    private void newShape() throws IOException, ShopException, InterruptedException {
        screen.title("4. Version 5: a cart gets a new field and a new method, and a method of the shop another parameter");
        CommandRun run = update("apply", pid, files.typed("v5-looks"), "--from", files.typed("v2"), "--reason", "count looks");
        Samples samples = stage.load().samples();
        claims.check("The update is applied", run.exitCode() == 0, "exit code %d after %,d ms", run.exitCode(), run.millis());
        claims.check("Every cart that was filled before the update has the field, with a value of its own",
                stage.carts().counting(3) == stage.carts().size(), "%d carts count their looks: 1, 2, 3", stage.carts().size());
        nothingLost(run);
        chart(run, samples, List.of());
        CommandRun back = update("revert", pid);
        claims.check("Reverted, it is as if it had never been", back.exitCode() == 0 && stage.inspector().look() == -1,
                "exit code %d after %,d ms; the shop counts no more", back.exitCode(), back.millis());
        nothingLost(back);
    }

    private void nothingLost(CommandRun run) throws ShopException, InterruptedException {
        Samples around = stage.load().samples().sentAfter(run.begin() - TimeUnit.SECONDS.toNanos(1));
        claims.check("No request has failed", around.failures().isEmpty() && around.size() > 0, "%d requests, %d failures%s",
                around.size(), around.failures().size(), around.failures().isEmpty() ? "" : ": " + around.failures().get(0));
        KeptCarts.View carts = stage.carts().look();
        claims.check("Every cart holds what it held", carts.intact() == carts.size(), "%d of %d carts, %d pieces", carts.intact(),
                carts.size(), stage.carts().pieces());
    }

    private void chart(CommandRun run, Samples samples, List<LatencyChart.Mark> marks) {
        List<LatencyChart.Mark> all = new ArrayList<>();
        all.add(new LatencyChart.Mark(run.begin(), "command begins"));
        all.addAll(marks);
        all.add(new LatencyChart.Mark(run.end(), "command ends"));
        LatencyChart chart = LatencyChart.around(run.begin(), run.end(), samples, all);
        Latency before = samples.dueBetween(run.begin() - TimeUnit.SECONDS.toNanos(1), run.begin()).latency();
        Latency during = samples.dueBetween(run.begin(), run.end()).latency();
        updates.add(new UpdateFigures(run.typed(), run.exitCode(), run.millis(), before, during, chart));
        screen.chart(chart);
        screen.say("the second before: %s", before.text());
        screen.say("during the command: %s", during.text());
        Latency after = samples.sentAfter(run.end()).latency();
        screen.say("the second after:   %s", after.text());
    }

    private List<String> live() throws IOException, InterruptedException, ShopException {
        return document(StatusReport.class, "status", pid).live();
    }

    private <T> T document(Class<T> type, String command, String target) throws IOException, InterruptedException, ShopException {
        CommandRun run = molt.document(command, target, "--json");
        try {
            T report = Json.read(run.output(), type);
            if (run.exitCode() == 0 && report != null) return report;
        } catch (JsonParseException | NullPointerException e) {
            throw new ShopException(run.typed() + " does not print a " + type.getSimpleName() + ":\n" + run.output(), e);
        }
        throw new ShopException(run.typed() + " ended with exit code " + run.exitCode() + "\n" + run.output());
    }
}
