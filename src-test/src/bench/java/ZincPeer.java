import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sbt.internal.inc.AnalyzingCompiler;
import sbt.internal.inc.Locate;
import sbt.internal.inc.LoggedReporter;
import sbt.internal.inc.PlainVirtualFile;
import sbt.internal.inc.ScalaInstance;
import sbt.internal.inc.ZincUtil;
import sbt.util.Logger;
import sbt.util.Logger$;
import scala.Option;
import scala.runtime.BoxedUnit;
import xsbti.CompileFailed;
import xsbti.T2;
import xsbti.VirtualFile;
import xsbti.compile.ClasspathOptionsUtil;
import xsbti.compile.CompileAnalysis;
import xsbti.compile.CompileOptions;
import xsbti.compile.CompileOrder;
import xsbti.compile.CompileResult;
import xsbti.compile.CompilerCache;
import xsbti.compile.Compilers;
import xsbti.compile.DefinesClass;
import xsbti.compile.IncOptions;
import xsbti.compile.IncrementalCompiler;
import xsbti.compile.Inputs;
import xsbti.compile.PerClasspathEntryLookup;
import xsbti.compile.PreviousResult;
import xsbti.compile.Setup;

/**
 * Zinc, the incremental compiler of sbt and others, as a process: compiles a source folder each time it reads a line, and answers {@code ok},
 * {@code same} (there was nothing to do) or {@code failed}.
 *
 * <p>Started from its source, with Zinc's jars as class path, by the benchmark {@code compile}.
 * Arguments: source folder, class folder, class path, and javac's options.
 */
public final class ZincPeer {
    private final IncrementalCompiler zinc = ZincUtil.defaultIncrementalCompiler();
    private final Compilers compilers;
    private final Setup setup;
    private final Path sources;
    private final Path classes;
    private final List<Path> classPath;
    private final String[] options;
    private PreviousResult previous = PreviousResult.of(Optional.empty(), Optional.empty());

    private ZincPeer(Path sources, Path classes, List<Path> classPath, String[] options) {
        this.sources = sources;
        this.classes = classes;
        this.classPath = classPath;
        this.options = options;
        File[] jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(File::new).toArray(File[]::new);
        ClassLoader loader = ZincPeer.class.getClassLoader();
        // There is no Scala in the sources: this compiler is never asked.
        ScalaInstance scala = new ScalaInstance("2.13", loader, loader, loader, jars, jars, jars, Option.apply("2.13"));
        AnalyzingCompiler scalac = new AnalyzingCompiler(scala, ZincUtil.constantBridgeProvider(scala, jars[0].toPath()), ClasspathOptionsUtil.auto(),
                arguments -> BoxedUnit.UNIT, Option.apply(null));
        compilers = ZincUtil.compilers(scala, ClasspathOptionsUtil.boot(), Option.apply(null), scalac);
        setup = Setup.of(new NoAnalysis(), false, classes.resolveSibling("analysis").toFile(), CompilerCache.fresh(), IncOptions.of(),
                new LoggedReporter(100, quiet(), position -> position), Optional.empty(), new T2[0]);
    }

    public static void main(String[] arguments) throws IOException {
        List<Path> classPath = Arrays.stream(arguments[2].split(File.pathSeparator)).filter(e -> !e.isEmpty()).map(Path::of).toList();
        ZincPeer peer = new ZincPeer(Path.of(arguments[0]), Path.of(arguments[1]), classPath, Arrays.copyOfRange(arguments, 3, arguments.length));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        while (in.readLine() != null) System.out.println("zinc: " + peer.compile());
    }

    private String compile() throws IOException {
        VirtualFile[] files;
        try (Stream<Path> all = Files.walk(sources)) {
            files = all.filter(f -> f.toString().endsWith(".java")).map(PlainVirtualFile::new).toArray(VirtualFile[]::new);
        }
        VirtualFile[] path = Stream.concat(Stream.of(classes), classPath.stream()).map(PlainVirtualFile::new).toArray(VirtualFile[]::new);
        CompileOptions what = CompileOptions.of(path, files, classes, new String[0], options, 100, position -> position, CompileOrder.JavaThenScala,
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        try {
            CompileResult result = zinc.compile(Inputs.of(compilers, what, setup, previous), quiet());
            previous = PreviousResult.of(Optional.of(result.analysis()), Optional.of(result.setup()));
            return result.hasModified() ? "ok" : "same";
        } catch (CompileFailed e) {
            return "failed";
        }
    }

    private static Logger quiet() {
        return Logger$.MODULE$.Null();
    }

    /** Nothing on the class path was compiled by Zinc. */
    private static final class NoAnalysis implements PerClasspathEntryLookup {
        @Override
        public Optional<CompileAnalysis> analysis(VirtualFile entry) {
            return Optional.empty();
        }

        @Override
        public DefinesClass definesClass(VirtualFile entry) {
            return Locate.definesClass(entry);
        }
    }
}
