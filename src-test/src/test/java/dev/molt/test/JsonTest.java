package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.molt.protocol.Json;
import dev.molt.protocol.Message;
import dev.molt.protocol.Offer;
import dev.molt.protocol.ProtocolException;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.ClassPathReport;
import dev.molt.protocol.report.ClassReport;
import dev.molt.protocol.report.CompiledSource;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.HistoryReport;
import dev.molt.protocol.report.LoaderPath;
import dev.molt.protocol.report.MemberChange;
import dev.molt.protocol.report.OldFrame;
import dev.molt.protocol.report.Origin;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.PlanReport;
import dev.molt.protocol.report.StageTime;
import dev.molt.protocol.report.StatusReport;
import dev.molt.protocol.report.ResourceReport;
import dev.molt.protocol.report.StepReport;
import dev.molt.protocol.report.UpdateRecord;
import dev.molt.protocol.report.UpdateSummary;
import dev.molt.protocol.report.Verdict;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and reports as text, with Gson's own mapping of records as the measure. */
class JsonTest {
    private static final Gson COMPACT = new GsonBuilder().disableHtmlEscaping().create();
    private static final Gson PRETTY = new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();
    private static final String ODD = "quote \" back\\slash \u0000\n\t\u2028 <b>&'= \u00e4\u4e2d\ud83d\ude00";

    static List<Message> messages() {
        Finding finding = Finding.warning(ODD, null, "m()", "problem", null);
        Verdict verdict = new Verdict("u1", Outcome.APPLIED, ODD, new PlanReport("new", null, List.of(new ClassReport("a.B", "app",
                ClassReport.Action.values()[0], null, "cafe", List.of(new MemberChange("kind", "m", null, true)))),
                List.of(new ResourceReport("a/b", "app", "new")), List.of(), List.of(new StepReport("do", "undo")),
                List.of(new CompiledSource("A.java", "it changed"))), List.of(finding), List.of(new StageTime("plan", Long.MAX_VALUE)),
                List.of(new OldFrame("t", -1, true, "a.B", "m", 7, "u1", false)), null);
        UpdateSummary summary = new UpdateSummary("u1", "now", "me", Origin.DEBUGGER, null, "new", Outcome.REVERTED, 1, 2, false, "x");
        StatusReport status = new StatusReport("1", 2, "vm", null, List.of("u1"), 1, null, List.of(), List.of(finding),
                new StatusReport.IndexSize(3, 4), "file");
        Offer offer = new Offer("new", null, List.of(new Offer.OfferedClass("a.B", "cafe", null, 5)), List.of("a.C"),
                List.of(new Offer.OfferedResource("a/b", null, "cafe", 5)));
        return List.of(new Message.Hello(1, ODD, "me"), new Message.Welcome(1, "v", Long.MIN_VALUE, ""), new Message.StatusRequest(),
                new Message.UpdateRequest(true, UpdateOptions.defaults(), offer), new Message.ConfirmRequest(null),
                new Message.RevertRequest("u1", ODD, true), new Message.HistoryRequest(), new Message.ShowRequest("u1"),
                new Message.WantClasses(List.of(new Message.Wanted("a.B", Message.Side.OLD))), new Message.WantProbe("u1", 9),
                new Message.ProbeResult(true, null), new Message.Progress("s", 1, 2), new Message.Status(status), new Message.Result(verdict),
                new Message.History(new HistoryReport(List.of(summary))), new Message.Shown(new UpdateRecord(summary, verdict)),
                new Message.ClassPathRequest(), new Message.ClassPath(new ClassPathReport(17, "/", List.of(ODD), List.of(new LoaderPath("app", List.of(ODD))))),
                new Message.Failure(false, "p", "r"));
    }

    @Test
    void everyMessageIsLookedAt() {
        Set<Class<?>> seen = new HashSet<>();
        for (Message message : messages()) seen.add(message.getClass());
        assertEquals(new HashSet<>(Arrays.asList(Message.class.getPermittedSubclasses())), seen);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void thereAndBack(Message message) throws ProtocolException {
        assertEquals(message, Json.decode(Json.encode(message)));
        assertEquals(COMPACT.toJson(message), Json.line(message));
        assertEquals(PRETTY.toJson(message), Json.pretty(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "{}", "1", "\"Hello\"", "{\"type\":\"Nothing\",\"body\":{}}", "{\"type\":\"Side\",\"body\":{}}", "{\"type\":\"Hello\"}",
        "{\"type\":\"Hello\",\"body\":null}", "{\"type\":\"Hello\",\"body\":[]}", "{\"type\":\"Hello\",\"body\":{\"protocol\":\"x\"}}",
        "{\"type\":\"Hello\",\"body\":{\"protocol\":1}", "{\"type\":\"Hello\",\"body\":{\"protocol\":99999999999}}",
        "{\"type\":\"WantClasses\",\"body\":{\"wanted\":{}}}", "{\"type\":\"UpdateRequest\",\"body\":{\"offer\":{\"classes\":null}}}",
        "{\"type\":\"WantClasses\",\"body\":{\"wanted\":[{\"side\":\"THIRD\"}]}}", "{\"type\":\"Hello\",\"body\":{}} {}", "{type:'Hello',body:{}}"})
    void whatIsNoMessage(String text) {
        assertThrows(ProtocolException.class, () -> Json.decode(text));
    }

    @Test
    void whatIsMissingIsNullOrZeroAndWhatIsUnknownIsSkipped() throws ProtocolException {
        assertEquals(new Message.Hello(0, null, "me"),
                Json.decode("{\"type\":\"Hello\",\"body\":{\"new\":[{\"a\":[1]}],\"user\":\"me\",\"protocol\":null}}"));
    }

    @Test
    void jsonItself() {
        String text = "{\"a\":[1,2.50,true,\"x\",[],{}],\"b\":{\"c\":\"d\"}}";
        assertEquals(text, Json.line(Json.read(text, JsonObject.class)));
        assertEquals(COMPACT.fromJson(text, JsonObject.class), Json.read(text, JsonObject.class));
        assertThrows(JsonParseException.class, () -> Json.read("[1]", JsonObject.class));
        assertThrows(JsonParseException.class, () -> Json.read("[".repeat(10_000), JsonObject.class));
    }
}
