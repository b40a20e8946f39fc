package dev.molt.cli.compile;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/** Watches the compiler, and collects what each source file uses as soon as it is attributed. */
final class UseListener implements TaskListener {
    private static final Set<String> OF_THE_LANGUAGE = Set.of("Override", "Deprecated", "SuppressWarnings", "FunctionalInterface", "SafeVarargs");

    private final JavacTask task;
    private final Map<String, UseScanner> scanners = new HashMap<>();
    private final Map<String, String> packages = new HashMap<>();
    private final Set<String> annotated = new HashSet<>();

    UseListener(JavacTask task) {
        this.task = task;
    }

    @Override
    public void finished(TaskEvent event) {
        if (event.getKind() == TaskEvent.Kind.PARSE) parsed(event.getCompilationUnit());
        if (event.getKind() == TaskEvent.Kind.ANALYZE && event.getTypeElement() != null) analysed(event.getCompilationUnit(), event.getTypeElement());
    }

    private void parsed(CompilationUnitTree unit) {
        String path = ProgramFiles.pathOf(unit.getSourceFile());
        packages.put(path, unit.getPackageName() == null ? "" : unit.getPackageName().toString().replace('.', '/'));
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitAnnotation(AnnotationTree tree, Void unused) {
                if (!OF_THE_LANGUAGE.contains(tree.getAnnotationType().toString())) annotated.add(path);
                return super.visitAnnotation(tree, unused);
            }
        }.scan(unit, null);
    }

    private void analysed(CompilationUnitTree unit, TypeElement type) {
        String path = ProgramFiles.pathOf(unit.getSourceFile());
        scanners.computeIfAbsent(path, p -> new UseScanner(Trees.instance(task), task.getElements())).add(unit, type);
    }

    Map<String, SourceUse> uses() {
        Map<String, SourceUse> uses = new HashMap<>();
        scanners.forEach((path, scanner) -> uses.put(path, scanner.result(annotated.contains(path))));
        return uses;
    }

    Map<String, String> packages() {
        return packages;
    }
}
