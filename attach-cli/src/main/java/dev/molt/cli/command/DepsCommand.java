package dev.molt.cli.command;

import dev.molt.cli.CliFailure;
import dev.molt.cli.ExitCode;
import dev.molt.cli.attach.AgentConnection;
import dev.molt.cli.attach.Agents;
import dev.molt.cli.attach.JvmNames;
import dev.molt.cli.compile.Program;
import dev.molt.cli.compile.TargetClassPath;
import dev.molt.cli.deps.ClassGraph;
import dev.molt.cli.deps.DependencyIndex;
import dev.molt.cli.deps.EdgeKind;
import dev.molt.cli.deps.GraphFile;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.Message;
import dev.molt.protocol.report.ClassPathReport;
import dev.molt.protocol.report.Report;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code molt deps}. */
@Command(name = "deps", description = {"Tell who depends on a class or member, and through what.", "",
    "Looks at the class files of a running JVM, or of jars and folders. The edges are of four kinds: compile (annotations and their values), export "
            + "(supertypes, signatures, permitted subclasses, record components), runtime (calls, fields, casts, handles), and declared (service "
            + "files, Class.forName of a constant, --declared). Constants that the compiler copied leave no trace in class files: with --source, "
            + "molt plan tells those."},
        footer = {"  molt deps 4711 shop.Prices", "  molt deps 4711 shop.Prices#vat", "  molt deps --classpath app.jar:lib.jar shop.Prices#vat",
            "  molt deps 4711 --why shop.Api,shop.Prices", "  molt deps --classpath target/classes --cycles",
            "  molt deps --classpath target/classes --graph out.svg"})
public final class DepsCommand extends BaseCommand {
    private static final int SENTENCES = 3;

    @Parameters(arity = "0..2", paramLabel = "[PID|NAME] [CLASS[#MEMBER]]", description = "The JVM, and the class or member in question.")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--classpath", paramLabel = "PATH", order = 1, description = "Jars and folders to look at in place of a JVM.")
    private String classPath;

    @Option(names = "--why", paramLabel = "A,B", split = ",", arity = "1", order = 2, description = "Show a shortest chain of uses by which A depends on B.")
    private List<String> why = new ArrayList<>();

    @Option(names = "--cycles", order = 3, description = "List the groups of classes that all depend on each other.")
    private boolean cycles;

    @Option(names = "--graph", paramLabel = "FILE", order = 4,
            description = "Write a picture (.svg), Graphviz (.dot) or JSON (.json): of the class and those who use it, directly or not, or of all.")
    private Path graph;

    @Option(names = "--declared", paramLabel = "FILE", order = 5,
            description = "Dependencies that no class file shows, one in a line: CLASS -> CLASS. Lines that begin with # are comments.")
    private Path declared;

    public DepsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return Set.of(ExitCode.OK, ExitCode.FAULT, ExitCode.USAGE, ExitCode.UNREACHABLE);
    }

    @Override
    ExitCode run(Printer printer) throws Exception {
        String subject = subject();
        List<Path> path = new ArrayList<>();
        int feature = Runtime.version().feature();
        if (classPath == null) {
            ClassPathReport running = running(printer);
            path.addAll(new TargetClassPath(Program.cache().resolve("jars")).of(running));
            feature = running.feature();
        } else {
            for (String entry : classPath.split(Pattern.quote(File.pathSeparator))) path.add(readable(Path.of(entry)));
        }
        try (DependencyIndex index = DependencyIndex.of(path, feature, declared(), Program.cache().resolve("deps"))) {
            answer(index, subject, printer);
        }
        return ExitCode.OK;
    }

    private String subject() {
        int classes = arguments.size() - (classPath == null ? 1 : 0);
        if (classes < 0) throw CliFailure.usage("neither a JVM nor a class path is given", "give a process id or name, or --classpath");
        if (classes > 1) throw CliFailure.usage("more than one class is given", null);
        boolean all = cycles || !why.isEmpty() || graph != null;
        if (classes == 0 && !all) throw CliFailure.usage("there is no question", "give a class, or --why, --cycles or --graph");
        if (!why.isEmpty() && why.size() != 2) throw CliFailure.usage("--why needs two classes", "molt deps 4711 --why shop.Api,shop.Prices");
        return classes == 0 ? null : arguments.get(arguments.size() - 1);
    }

    private static Path readable(Path path) {
        if (!Files.isReadable(path)) throw CliFailure.usage(path + " does not exist or can't be read", null);
        return path;
    }

    private ClassPathReport running(Printer printer) throws Exception {
        try (AgentConnection connection = Agents.connectOrLoad(Agents.process(JvmNames.pid(arguments.get(0))))) {
            return new Conversation(terminal(), printer, ExitCode.USAGE)
                    .ask(connection, new Message.ClassPathRequest(), Message.ClassPath.class, new Conversation.Partner() {}).report();
        }
    }

    private Map<String, List<String>> declared() throws IOException {
        Map<String, List<String>> all = new LinkedHashMap<>();
        if (declared == null) return all;
        int number = 0;
        for (String line : Files.readAllLines(readable(declared))) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) continue;
            String[] sides = line.split("->");
            if (sides.length != 2) throw CliFailure.usage(declared + ":" + number + ": not of the form CLASS -> CLASS", null);
            all.computeIfAbsent(sides[0].strip(), k -> new ArrayList<>()).add(sides[1].strip());
        }
        return all;
    }

    private void answer(DependencyIndex index, String subject, Printer printer) throws IOException {
        if (!why.isEmpty()) {
            printer.result(chain(index));
        } else if (cycles) {
            printer.result(new Groups(index.graph().cycles()));
        } else if (graph != null) {
            printer.result(draw(index, subject));
        } else {
            printer.result(users(index, subject));
        }
    }

    private Report chain(DependencyIndex index) throws IOException {
        String from = known(index, why.get(0));
        String to = known(index, why.get(1));
        List<String> path = index.graph().path(from, to);
        List<Link> links = new ArrayList<>();
        for (int i = 1; i < path.size(); i++) links.add(new Link(path.get(i - 1), path.get(i), index.explain(path.get(i - 1), path.get(i), null).get(0)));
        return new Chain(from, to, links);
    }

    private Report users(DependencyIndex index, String subject) throws IOException {
        int hash = subject.indexOf('#');
        String owner = known(index, hash < 0 ? subject : subject.substring(0, hash));
        String member = hash < 0 ? null : subject.substring(hash + 1);
        List<User> users = new ArrayList<>();
        for (Map.Entry<String, List<EdgeKind>> user : index.users(owner, member).entrySet()) {
            List<String> told = index.explain(user.getKey(), owner, member);
            users.add(new User(user.getKey(), user.getValue().stream().map(EdgeKind::word).toList(), some(told)));
        }
        List<User> holders = new ArrayList<>();
        if (member != null) {
            index.holdersOf(owner, member).forEach((name, places) -> holders.add(new User(name, List.of(EdgeKind.COMPILE.word()),
                    some(places.stream().map(place -> "has the same value in " + place).toList()))));
        }
        return new Users(subject, users, holders);
    }

    private static List<String> some(List<String> all) {
        return all.size() <= SENTENCES ? all : Stream.concat(all.stream().limit(SENTENCES), Stream.of("and " + (all.size() - SENTENCES) + " more")).toList();
    }

    private Report draw(DependencyIndex index, String subject) throws IOException {
        String name = graph.getFileName().toString();
        GraphFile format;
        try {
            format = GraphFile.valueOf(name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw CliFailure.usage("--graph " + graph + ": the format is not known", "end the name in .svg, .dot or .json");
        }
        ClassGraph whole = index.graph();
        ClassGraph shown = subject == null ? whole : whole.usersOf(known(index, subject));
        Files.writeString(graph, format.render(shown));
        return new Written(graph.toString(), shown.edges().size(), shown.edges().values().stream().mapToInt(Map::size).sum());
    }

    private static String known(DependencyIndex index, String name) {
        if (index.has(name)) return name;
        List<String> like = index.namesLike(name);
        if (like.size() == 1) return like.get(0);
        String some = like.stream().limit(5).collect(Collectors.joining(", "));
        throw CliFailure.usage("there is no class " + name, like.isEmpty() ? "give its full name, with dots, and $ before a nested class" : "did you mean " + some + "?");
    }

    /** A class that uses what was asked for. */
    private record User(String className, List<String> kinds, List<String> uses) {}

    /** Who uses a class or member; of a constant also who may have its value compiled in. */
    private record Users(String subject, List<User> users, List<User> mayHaveCopied) implements Report {
        @Override
        public String text() {
            StringBuilder out = new StringBuilder();
            if (users.isEmpty()) out.append("nobody uses ").append(subject).append(mayHaveCopied.isEmpty() ? "\n" : " by its name\n");
            users.forEach(u -> tell(u, out));
            if (!mayHaveCopied.isEmpty()) out.append("a constant: compilers copy its value and leave no name; these classes have the same value\n");
            mayHaveCopied.forEach(u -> tell(u, out));
            return out.toString();
        }

        private static void tell(User u, StringBuilder out) {
            out.append(u.className()).append("  [").append(String.join(", ", u.kinds())).append("]\n");
            for (String use : u.uses()) out.append("    ").append(use).append('\n');
        }
    }

    /** A step of a chain. */
    private record Link(String from, String to, String because) {}

    /** Why one class depends on another one. */
    private record Chain(String from, String to, List<Link> links) implements Report {
        @Override
        public String text() {
            if (links.isEmpty()) return from.equals(to) ? from + " is itself\n" : from + " does not depend on " + to + "\n";
            StringBuilder out = new StringBuilder();
            for (Link l : links) out.append(l.from()).append(' ').append(l.because()).append('\n');
            return out.toString();
        }
    }

    /** Cycles. */
    private record Groups(List<List<String>> cycles) implements Report {
        @Override
        public String text() {
            if (cycles.isEmpty()) return "no cycles\n";
            StringBuilder out = new StringBuilder();
            for (List<String> group : cycles) {
                out.append(group.size()).append(" classes depend on each other\n");
                for (String name : group) out.append("    ").append(name).append('\n');
            }
            return out.toString();
        }
    }

    /** What was drawn. */
    private record Written(String file, int classes, int edges) implements Report {
        @Override
        public String text() {
            return "wrote " + file + ": " + classes + " classes, " + edges + " edges\n";
        }
    }
}
