package dev.molt.cli.compile;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.UnionType;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Finds every class that a type is made of: arguments, bounds, components, and the classes around it. */
final class TypeNames extends SimpleTypeVisitor14<Void, Void> {
    private final Consumer<TypeElement> found;
    private final Set<TypeMirror> variables = new HashSet<>();
    private final Set<TypeElement> told = new HashSet<>();

    TypeNames(Consumer<TypeElement> found) {
        this.found = found;
    }

    void add(TypeMirror type) {
        visit(type);
    }

    @Override
    public Void visitDeclared(DeclaredType type, Void unused) {
        TypeElement element = (TypeElement) type.asElement();
        if (told.add(element)) found.accept(element);
        visit(type.getEnclosingType());
        type.getTypeArguments().forEach(this::visit);
        return null;
    }

    @Override
    public Void visitArray(ArrayType type, Void unused) {
        return visit(type.getComponentType());
    }

    @Override
    public Void visitExecutable(ExecutableType type, Void unused) {
        visit(type.getReturnType());
        type.getParameterTypes().forEach(this::visit);
        type.getThrownTypes().forEach(this::visit);
        return null;
    }

    @Override
    public Void visitTypeVariable(TypeVariable type, Void unused) {
        if (!variables.add(type)) return null;
        visit(type.getUpperBound());
        visit(type.getLowerBound());
        return null;
    }

    @Override
    public Void visitWildcard(WildcardType type, Void unused) {
        if (type.getExtendsBound() != null) visit(type.getExtendsBound());
        if (type.getSuperBound() != null) visit(type.getSuperBound());
        return null;
    }

    @Override
    public Void visitUnion(UnionType type, Void unused) {
        type.getAlternatives().forEach(this::visit);
        return null;
    }

    @Override
    public Void visitIntersection(IntersectionType type, Void unused) {
        type.getBounds().forEach(this::visit);
        return null;
    }

    /** What javac puts where code does not compile is made of nothing. */
    @Override
    public Void visitUnknown(TypeMirror type, Void unused) {
        return null;
    }
}
