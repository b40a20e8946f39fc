package dev.molt.cli.compile;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/**
 * Collects the {@link SourceUse} of a compilation unit from its attributed trees. It takes too much rather than too little: every name, and
 * the type of every expression with all that these types are made of.
 */
final class UseScanner extends TreePathScanner<Void, Void> {
    /** Classes of the JDK are the same as long as the settings are. */
    private static final List<String> STABLE = List.of("java/", "javax/", "jdk/", "com/sun/", "sun/");

    private final Trees trees;
    private final Elements elements;
    private final Set<String> types = new HashSet<>();
    private final Set<String> constructed = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> packages = new HashSet<>();
    private final List<SourceUse.Inlined> constants = new ArrayList<>();
    private final Set<Element> seen = new HashSet<>();
    private final TypeNames typeNames;
    private CompilationUnitTree unit;
    private boolean hasSwitch;
    private boolean hasLambda;

    UseScanner(Trees trees, Elements elements) {
        this.trees = trees;
        this.elements = elements;
        this.typeNames = new TypeNames(this::type);
    }

    /** Adds what one top-level class uses, and the imports of its file. */
    void add(CompilationUnitTree unit, TypeElement topLevel) {
        this.unit = unit;
        for (ImportTree i : unit.getImports()) imported(i);
        TreePath path = trees.getPath(topLevel);
        if (path != null) scan(path, null);
    }

    /** @param annotated whether the file has annotations that an annotation processor may want */
    SourceUse result(boolean annotated) {
        return new SourceUse(types, constructed, names, packages, constants, hasSwitch, hasLambda, annotated);
    }

    private void imported(ImportTree tree) {
        TreePath path = TreePath.getPath(unit, tree.getQualifiedIdentifier());
        look(path);
        scan(path, null);
        String text = tree.getQualifiedIdentifier().toString();
        if (!text.endsWith(".*")) return;
        packages.add(text.substring(0, text.length() - 2).replace('.', '/'));
    }

    @Override
    public Void scan(Tree tree, Void unused) {
        if (tree == null) return null;
        TreePath path = new TreePath(getCurrentPath() == null ? new TreePath(unit) : getCurrentPath(), tree);
        look(path);
        return super.scan(tree, unused);
    }

    private void look(TreePath path) {
        try {
            TypeMirror type = trees.getTypeMirror(path);
            if (type != null) typeNames.add(type);
            Element element = trees.getElement(path);
            if (element != null && seen.add(element)) element(element);
        } catch (RuntimeException e) {
            // javac's way to say that the class file of a type is missing; then it is no class of this program.
            if (!e.getClass().getSimpleName().equals("CompletionFailure")) throw e;
        }
    }

    private void element(Element element) {
        if (element instanceof TypeElement type) type(type);
        else if (element.getEnclosingElement() instanceof TypeElement owner) type(owner);
        if (element instanceof ExecutableElement method) {
            typeNames.add(method.getReturnType());
            method.getParameters().forEach(p -> typeNames.add(p.asType()));
            method.getThrownTypes().forEach(typeNames::add);
        } else if (element instanceof VariableElement variable) {
            typeNames.add(variable.asType());
        }
    }

    private void type(TypeElement type) {
        String name = elements.getBinaryName(type).toString().replace('.', '/');
        if (STABLE.stream().noneMatch(name::startsWith)) types.add(name);
    }

    @Override
    public Void visitIdentifier(IdentifierTree tree, Void unused) {
        named(tree.getName().toString());
        return super.visitIdentifier(tree, unused);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
        named(tree.getIdentifier().toString());
        return super.visitMemberSelect(tree, unused);
    }

    private void named(String name) {
        names.add(name);
        if (!(trees.getElement(getCurrentPath()) instanceof VariableElement field) || field.getConstantValue() == null) return;
        if (!(field.getEnclosingElement() instanceof TypeElement owner)) return;
        String ownerName = elements.getBinaryName(owner).toString();
        long line = unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, getCurrentPath().getLeaf()));
        constants.add(new SourceUse.Inlined(ownerName.replace('.', '/'), name, place(), (int) line));
    }

    /** The innermost member around the current place. */
    private String place() {
        String member = null;
        for (TreePath p = getCurrentPath(); p != null; p = p.getParentPath()) {
            if (member == null && p.getLeaf() instanceof MethodTree method) member = method.getName().toString();
            if (member == null && p.getLeaf() instanceof VariableTree variable && p.getParentPath().getLeaf() instanceof ClassTree) {
                member = variable.getName().toString();
            }
            if (p.getLeaf() instanceof ClassTree && trees.getElement(p) instanceof TypeElement type) {
                String name = elements.getBinaryName(type).toString();
                return member == null ? name : name + "." + (member.equals("<init>") ? type.getSimpleName() : member);
            }
        }
        return unit.getSourceFile().getName();
    }

    @Override
    public Void visitClass(ClassTree tree, Void unused) {
        names.add(tree.getSimpleName().toString());
        if (trees.getElement(getCurrentPath()) instanceof TypeElement type) {
            new TypeNames(this::construct).add(type.getSuperclass());
            typeNames.add(type.getSuperclass());
            type.getInterfaces().forEach(typeNames::add);
        }
        return super.visitClass(tree, unused);
    }

    private void construct(TypeElement type) {
        constructed.add(elements.getBinaryName(type).toString().replace('.', '/'));
    }

    @Override
    public Void visitMethod(MethodTree tree, Void unused) {
        names.add(tree.getName().toString());
        return super.visitMethod(tree, unused);
    }

    @Override
    public Void visitVariable(VariableTree tree, Void unused) {
        names.add(tree.getName().toString());
        return super.visitVariable(tree, unused);
    }

    @Override
    public Void visitNewClass(NewClassTree tree, Void unused) {
        Element constructor = trees.getElement(getCurrentPath());
        if (constructor != null && constructor.getEnclosingElement() instanceof TypeElement type) construct(type);
        TypeMirror type = trees.getTypeMirror(getCurrentPath());
        if (type != null) new TypeNames(this::construct).add(type);
        return super.visitNewClass(tree, unused);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree tree, Void unused) {
        hasLambda = true;
        names.add(tree.getName().toString());
        Element element = trees.getElement(getCurrentPath());
        if (element != null && element.getEnclosingElement() instanceof TypeElement owner) construct(owner);
        return super.visitMemberReference(tree, unused);
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree tree, Void unused) {
        hasLambda = true;
        return super.visitLambdaExpression(tree, unused);
    }

    @Override
    public Void visitEnhancedForLoop(EnhancedForLoopTree tree, Void unused) {
        names.addAll(List.of("iterator", "hasNext", "next"));
        return super.visitEnhancedForLoop(tree, unused);
    }

    @Override
    public Void visitTry(TryTree tree, Void unused) {
        if (!tree.getResources().isEmpty()) names.add("close");
        return super.visitTry(tree, unused);
    }

    @Override
    public Void visitSwitch(SwitchTree tree, Void unused) {
        hasSwitch = true;
        return super.visitSwitch(tree, unused);
    }

    @Override
    public Void visitSwitchExpression(SwitchExpressionTree tree, Void unused) {
        hasSwitch = true;
        return super.visitSwitchExpression(tree, unused);
    }

    @Override
    public Void visitInstanceOf(InstanceOfTree tree, Void unused) {
        hasSwitch = true;
        return super.visitInstanceOf(tree, unused);
    }

    @Override
    public Void visitTypeCast(TypeCastTree tree, Void unused) {
        hasSwitch = true;
        return super.visitTypeCast(tree, unused);
    }
}
