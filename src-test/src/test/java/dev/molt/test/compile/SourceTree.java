package dev.molt.test.compile;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The text of a source file and its tree, as a place for edits. */
final class SourceTree {
    private final Path file;
    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    private SourceTree(Path file, String text, CompilationUnitTree unit, SourcePositions positions) {
        this.file = file;
        this.text = text;
        this.unit = unit;
        this.positions = positions;
    }

    static SourceTree parse(Path file, String text) {
        JavaFileObject source = new SimpleJavaFileObject(URI.create("memory:///" + file.getFileName()), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, d -> { }, List.of("-proc:none"), null, List.of(source));
        try {
            return new SourceTree(file, text, task.parse().iterator().next(), Trees.instance(task).getSourcePositions());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return file;
    }

    /** A method with the class around it. */
    record Member(ClassTree type, MethodTree method) {}

    /** Some tree of a type, of those that the text has and that are as wanted. */
    <T extends Tree> Optional<T> pick(Class<T> type, Random random, Predicate<T> wanted) {
        List<T> all = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void scan(Tree tree, Void unused) {
                // Trees without an end are the compiler's own: default constructors, canonical ones.
                if (type.isInstance(tree) && end(tree) > start(tree) && wanted.test(type.cast(tree))) all.add(type.cast(tree));
                return super.scan(tree, unused);
            }
        }.scan(unit, null);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    Optional<VariableTree> pickField(Random random, Predicate<VariableTree> wanted) {
        return pick(ClassTree.class, random, c -> c.getMembers().stream().anyMatch(m -> isField(m, wanted))).map(c -> {
            List<? extends Tree> fields = c.getMembers().stream().filter(m -> isField(m, wanted)).toList();
            return (VariableTree) fields.get(random.nextInt(fields.size()));
        });
    }

    private boolean isField(Tree member, Predicate<VariableTree> wanted) {
        return member instanceof VariableTree v && v.getType() != null && end(v.getType()) > start(v.getType()) && wanted.test(v);
    }

    String packageName() {
        return unit.getPackageName().toString();
    }

    Optional<Member> pickMember(Random random, Predicate<MethodTree> wanted) {
        return pick(ClassTree.class, random, c -> c.getMembers().stream().anyMatch(m -> isMethod(m, wanted))).map(c -> {
            List<? extends Tree> methods = c.getMembers().stream().filter(m -> isMethod(m, wanted)).toList();
            return new Member(c, (MethodTree) methods.get(random.nextInt(methods.size())));
        });
    }

    private boolean isMethod(Tree member, Predicate<MethodTree> wanted) {
        return member instanceof MethodTree m && end(m) > start(m) && wanted.test(m);
    }

    int start(Tree tree) {
        return (int) positions.getStartPosition(unit, tree);
    }

    int end(Tree tree) {
        return (int) positions.getEndPosition(unit, tree);
    }

    String text(Tree tree) {
        return text.substring(start(tree), end(tree));
    }

    String insert(int at, String what) {
        return text.substring(0, at) + what + text.substring(at);
    }

    String replace(Tree tree, String by) {
        return text.substring(0, start(tree)) + by + text.substring(end(tree));
    }

    /** Where the body of a class opens. */
    int open(ClassTree c) {
        int from = c.getModifiers() == null || end(c.getModifiers()) < 0 ? start(c) : end(c.getModifiers());
        return text.indexOf('{', from);
    }

    String intoClass(ClassTree c, String member) {
        return insert(open(c) + 1, " " + member + " ");
    }

    String intoClassNamed(String name, String member) {
        return pick(ClassTree.class, new Random(0), c -> c.getSimpleName().contentEquals(name)).map(c -> intoClass(c, member)).orElseThrow();
    }

    /** Inserts behind the first occurrence of a word in a class, or, with null, removes the word. */
    String afterFirst(int from, String word, String what) {
        int at = text.indexOf(word, from);
        return what == null ? text.substring(0, at) + text.substring(at + word.length()) : insert(at + word.length(), what);
    }

    String afterFirst(ClassTree c, String word, String what) {
        int from = Math.max(start(c), end(c.getModifiers()));
        return afterFirst(from, word, what);
    }

    String insertBeforeKeyword(ClassTree c, String keyword, String what) {
        int from = Math.max(start(c), end(c.getModifiers()));
        return insert(text.indexOf(keyword, from), what);
    }
}
