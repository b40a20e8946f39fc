package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code molt deps} tells. */
class DepsTest {
    private static Path classes() {
        return Javac.standard().compile("deps", "package d; public class Prices { static int vat; static int net() { return 1; } }",
                "package d; @interface Mark { String text() default \"\"; }",
                "package d;\n@Mark(text = \"x\")\npublic class Cart extends Base { int total() { return Prices.net() + Prices.vat; } }",
                "package d; class Base { Cart next; }", "package d; public class Main { public static String run() { return \"\" + new Cart().total(); } }",
                "package d; class Named { Object by() throws Exception { return Class.forName(\"d.Prices\"); } }");
    }

    @LiveUpdate(jdks = 17)
    void whoUsesWhatAndThroughWhichEdge(Targets targets) {
        String path = classes().toString();
        targets.molt("deps", "--classpath", path, "d.Prices").expect(0).says("d.Cart  [runtime]", "calls d.Prices.net in total", "reads d.Prices.vat in total",
                "d.Named  [declared]", "looks up by name d.Prices in by");
        targets.molt("deps", "--classpath", path, "d.Prices#vat").expect(0).says("reads d.Prices.vat in total");
        targets.molt("deps", "--classpath", path, "d.Mark#text").expect(0).says("d.Cart  [compile]", "gives a value to d.Mark.text");
        targets.molt("deps", "--classpath", path, "d.Base").expect(0).says("d.Cart  [export", "extends d.Base");
        targets.molt("deps", "--classpath", path, "d.Main").expect(0).says("nobody uses d.Main");
        targets.molt("deps", "--classpath", path, "--why", "d.Main,d.Prices").expect(0).says("d.Main constructs d.Cart in run",
                "d.Cart calls d.Prices.net in total");
        targets.molt("deps", "--classpath", path, "--why", "d.Prices,d.Main").expect(0).says("d.Prices does not depend on d.Main");
        targets.molt("deps", "--classpath", path, "--cycles").expect(0).says("2 classes depend on each other", "d.Base", "d.Cart");
        JsonArray users = targets.molt("deps", "--classpath", path, "d.Prices", "--json").expect(0).json(JsonObject.class).getAsJsonArray("users");
        assertEquals(2, users.size());
    }

    @LiveUpdate
    void ofARunningJvm(Targets targets) {
        Target target = targets.start(classes());
        target.call("d.Main", "run");
        target.molt("deps", "d.Cart").expect(0).says("d.Main  [runtime]", "constructs d.Cart.<init> in run");
    }

    @LiveUpdate(jdks = 17)
    void pictures(Targets targets) throws IOException {
        String path = classes().toString();
        for (String format : new String[] {"svg", "dot", "json"}) {
            Path file = targets.directory().resolve("graph." + format);
            targets.molt("deps", "--classpath", path, "--graph", file.toString(), "d.Prices").expect(0).says("classes");
            String text = Files.readString(file);
            assertTrue(text.contains("Cart") && text.contains("Prices") && !text.contains("Mark"), text);
        }
        targets.molt("deps", "--classpath", path, "--graph", "x.bmp").expect(2).says(".svg, .dot or .json");
    }

    @LiveUpdate(jdks = 17)
    void whoMayHaveTheValueOfAConstant(Targets targets) {
        String path = Javac.standard().compile("deps-constants", "package d; public class Rates { static final int VAT = 1900; static final String NAME = \"vat\"; static int own = VAT; }",
                "package d;\nclass Till {\n int of(int net) { return net + Rates.VAT; }\n String text(int n) { return n + Rates.NAME + n; }\n}",
                "package d; class Copy { static final int MINE = Rates.VAT; }", "package d; class Stranger { int other() { return 19; } }").toString();
        targets.molt("deps", "--classpath", path, "d.Rates#VAT").expect(0).says("nobody uses d.Rates#VAT by its name", "d.Till  [compile]",
                "has the same value in of, line 3", "d.Copy  [compile]", "has the same value in MINE").saysNot("Stranger");
        targets.molt("deps", "--classpath", path, "d.Rates#NAME").expect(0).says("has the same value in text, line 4").saysNot("d.Copy");
        targets.molt("deps", "--classpath", path, "d.Rates#own").expect(0).says("nobody uses d.Rates#own").saysNot("a constant");
    }

    @LiveUpdate(jdks = 17)
    void whatAUserLists(Targets targets) throws IOException {
        Path list = Files.writeString(targets.directory().resolve("list"), "# configured\nd.Main -> d.Named\n");
        targets.molt("deps", "--classpath", classes().toString(), "--declared", list.toString(), "d.Named").expect(0).says("d.Main  [declared]");
        Files.writeString(list, "d.Main d.Named\n");
        targets.molt("deps", "--classpath", classes().toString(), "--declared", list.toString(), "d.Named").expect(2).says("list:1");
    }

    @LiveUpdate(jdks = 17)
    void usage(Targets targets) {
        targets.molt("deps").expect(2).says("--classpath");
        targets.molt("deps", "--classpath", "nowhere.jar", "A").expect(2).says("nowhere.jar");
        targets.molt("deps", "--classpath", classes().toString()).expect(2).says("no question");
        targets.molt("deps", "--classpath", classes().toString(), "Pricez").expect(2).says("no class Pricez");
        targets.molt("deps", "--classpath", classes().toString(), "Prices").expect(0).says("d.Cart");
    }
}
