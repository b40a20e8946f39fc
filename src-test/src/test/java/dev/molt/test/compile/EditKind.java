package dev.molt.test.compile;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Kinds of edits of a source file. Not each compiles: what a whole build says of it is what is expected. */
enum EditKind {
    /** Something else in a method's body. */
    BODY {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(MethodTree.class, random, m -> m.getBody() != null && m.getReturnType() != null)
                    .map(m -> source.insert(source.start(m.getBody()) + 1, "if (System.getProperty(\"molt\") != null) System.gc();"));
        }
    },
    /** A private member. */
    PRIVATE {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(ClassTree.class, random, EditKind::isClass).map(c -> source.intoClass(c, "private static int moltPrivate() { return 1; }"));
        }
    },
    /** A private field, with a name that the class may inherit. */
    PRIVATE_FIELD {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            String name = new String[] {"molt", "size", "map", "count", "value", "out"}[random.nextInt(6)];
            return source.pick(ClassTree.class, random, c -> c.getKind() == Tree.Kind.CLASS && c.getSimpleName().length() > 0)
                    .map(c -> source.intoClass(c, "private static Object " + name + ";"));
        }
    },
    /** Another value of a constant. */
    CONSTANT {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(VariableTree.class, random, EditKind::isConstant).map(v -> {
                LiteralTree literal = (LiteralTree) v.getInitializer();
                String text = source.text(literal);
                return source.replace(literal, literal.getKind() == Tree.Kind.STRING_LITERAL ? text.substring(0, text.length() - 1) + "molt\"" : text.equals("7") ? "9" : "7");
            });
        }
    },
    /** Another parameter type. */
    SIGNATURE {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(MethodTree.class, random, m -> !m.getParameters().isEmpty() && !has(m, Modifier.PRIVATE)).map(m -> {
                Tree type = m.getParameters().get(0).getType();
                return source.replace(type, source.text(type).equals("int") ? "long" : "Object");
            });
        }
    },
    /** Another return type. */
    RESULT {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(MethodTree.class, random, m -> m.getReturnType() != null && !has(m, Modifier.PRIVATE)).map(m -> {
                Tree type = m.getReturnType();
                String text = source.text(type);
                return source.replace(type, text.equals("int") ? "long" : text.equals("void") ? "int" : text.equals("boolean") ? "Boolean" : "Object");
            });
        }
    },
    /** An overload of a method. */
    OVERLOAD {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pickMember(random, m -> m.getReturnType() != null && !has(m, Modifier.ABSTRACT) && m.getBody() != null)
                    .map(in -> source.intoClass(in.type(), "public " + (random.nextBoolean() ? "static " : isInterface(in.type()) ? "default " : "")
                            + "int " + in.method().getName() + "(int molt) { return molt; }"));
        }
    },
    /** One more superinterface. */
    SUPERTYPE {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(ClassTree.class, random, c -> c.getKind() == Tree.Kind.CLASS && c.getImplementsClause().isEmpty() && c.getSimpleName().length() > 0)
                    .map(c -> source.insert(source.open(c), " implements java.io.Serializable "));
        }
    },
    /** A bound of a type parameter. */
    BOUND {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(TypeParameterTree.class, random, t -> t.getBounds().isEmpty()).map(t -> source.insert(source.end(t), " extends Comparable<?>"));
        }
    },
    /** An enum constant in front. */
    ENUM_CONSTANT {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(ClassTree.class, random, c -> c.getKind() == Tree.Kind.ENUM).map(c -> source.intoClass(c, "MOLT, "));
        }
    },
    /** One more permitted subclass of a sealed type, together with the class. */
    SEALED_PERMIT {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(ClassTree.class, random, c -> c.getKind() == Tree.Kind.INTERFACE && !c.getPermitsClause().isEmpty()).map(c -> {
                String name = c.getSimpleName() + ".MoltPermitted";
                String with = source.insert(source.end(c.getPermitsClause().get(0)), ", " + name);
                return SourceTree.parse(source.file(), with).intoClassNamed(c.getSimpleName().toString(),
                        "record MoltPermitted() implements " + c.getSimpleName() + " {}");
            });
        }
    },
    /** One more record component. */
    RECORD_COMPONENT {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(ClassTree.class, random, c -> c.getKind() == Tree.Kind.RECORD).map(c -> source.afterFirst(c, "(", "int molt" + (source.text(c)
                    .matches("(?s)[^(]*\\(\\s*\\).*") ? "" : ", ")));
        }
    },
    /** An element of an annotation type, with or without a default. */
    ANNOTATION_ELEMENT {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(ClassTree.class, random, c -> c.getKind() == Tree.Kind.ANNOTATION_TYPE)
                    .map(c -> source.intoClass(c, "int molt()" + (random.nextBoolean() ? " default 1" : "") + ";"));
        }
    },
    /** A default method, with a name that others may have. */
    DEFAULT_METHOD {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            String name = new String[] {"molt", "size", "get", "isEmpty", "apply", "run"}[random.nextInt(6)];
            return source.pick(ClassTree.class, random, EditKind::isInterface).map(c -> source.intoClass(c, "default int " + name + "() { return 0; }"));
        }
    },
    /** An abstract method. */
    ABSTRACT_METHOD {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(ClassTree.class, random, c -> isInterface(c) || has(c, Modifier.ABSTRACT) && isClass(c))
                    .map(c -> source.intoClass(c, "abstract int moltAbstract();".substring(isInterface(c) ? "abstract ".length() : 0)));
        }
    },
    /** A public member is so no more. */
    VISIBILITY {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(MethodTree.class, random, m -> has(m, Modifier.PUBLIC)).map(m -> source.afterFirst(source.start(m), "public", null));
        }
    },
    /** A member goes. */
    REMOVED {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(MethodTree.class, random, m -> m.getBody() != null && m.getReturnType() != null).map(m -> source.replace(m, ""));
        }
    },
    /** A nested class, with a name of the language's library. */
    NESTED {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            String name = new String[] {"Molt", "Integer", "Entry", "Object", "Iterator"}[random.nextInt(5)];
            return source.pick(ClassTree.class, random, c -> isClass(c) && c.getSimpleName().length() > 0).map(c -> source.intoClass(c, "public static class " + name + " {}"));
        }
    },
    /** The class is final, or abstract. */
    CLASS_MODIFIER {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            String modifier = random.nextBoolean() ? "final " : "abstract ";
            return source.pick(ClassTree.class, random, c -> c.getKind() == Tree.Kind.CLASS && !has(c, Modifier.FINAL) && !has(c, Modifier.ABSTRACT)
                    && c.getSimpleName().length() > 0).map(c -> source.insertBeforeKeyword(c, "class", modifier));
        }
    },
    /** Another type of a field. */
    FIELD_TYPE {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pickField(random, v -> !v.getModifiers().getFlags().contains(Modifier.PRIVATE)).map(v -> {
                Tree type = v.getType();
                return source.replace(type, source.text(type).equals("int") ? "long" : "Object");
            });
        }
    },
    /** A field, with a name that others may have. */
    FIELD {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            String name = new String[] {"molt", "size", "map", "list", "value", "EMPTY"}[random.nextInt(6)];
            return source.pick(ClassTree.class, random, c -> c.getKind() == Tree.Kind.CLASS && c.getSimpleName().length() > 0)
                    .map(c -> source.intoClass(c, "protected static Object " + name + ";"));
        }
    },
    /** A checked exception. */
    THROWS {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(MethodTree.class, random, m -> m.getBody() != null && m.getReturnType() != null && m.getThrows().isEmpty())
                    .map(m -> source.insert(source.start(m.getBody()), "throws java.io.IOException "));
        }
    },
    /** A method becomes static, or is so no more. */
    STATIC {
        @Override
        Optional<String> text(SourceTree source, Random random) {
            return source.pick(MethodTree.class, random, m -> m.getBody() != null && m.getReturnType() != null && has(m, Modifier.PUBLIC))
                    .map(m -> has(m, Modifier.STATIC) ? source.afterFirst(source.start(m), "static", null) : source.afterFirst(source.start(m), "public", " static"));
        }
    },
    /** A new class, with the simple name of another one that the package uses. */
    SHADOW {
        @Override
        Optional<Edit> edit(SourceTree source, Random random) {
            return source.pick(IdentifierTree.class, random, i -> Character.isUpperCase(i.getName().charAt(0))).map(i -> i.getName().toString())
                    .map(name -> new Edit(source.file().resolveSibling(name + ".java"), "package " + source.packageName() + "; public class " + name + " {}"))
                    .filter(edit -> !Files.exists(edit.file()));
        }
    },
    /** A whole file goes. */
    FILE_REMOVED {
        @Override
        Optional<Edit> edit(SourceTree source, Random random) {
            return Optional.of(new Edit(source.file(), null));
        }
    };

    /** What a file becomes; with null, it goes. */
    record Edit(Path file, String text) {}

    /** An edit of this kind at some place; nothing where the file has no such place. */
    Optional<Edit> edit(SourceTree source, Random random) {
        return text(source, random).map(text -> new Edit(source.file(), text));
    }

    /** The text of the file after an edit of this kind at some place; nothing where the file has no such place. */
    Optional<String> text(SourceTree source, Random random) {
        throw new UnsupportedOperationException("not an edit of one file: " + this);
    }

    static boolean isInterface(ClassTree c) {
        return c.getKind() == Tree.Kind.INTERFACE;
    }

    private static boolean isClass(ClassTree c) {
        return Set.of(Tree.Kind.CLASS, Tree.Kind.RECORD).contains(c.getKind());
    }

    private static boolean isConstant(VariableTree v) {
        return v.getInitializer() instanceof LiteralTree literal && v.getModifiers().getFlags().contains(Modifier.FINAL)
                && (literal.getKind() == Tree.Kind.STRING_LITERAL || literal.getKind() == Tree.Kind.INT_LITERAL);
    }

    private static boolean has(MethodTree m, Modifier modifier) {
        return m.getModifiers().getFlags().contains(modifier);
    }

    private static boolean has(ClassTree c, Modifier modifier) {
        return c.getModifiers().getFlags().contains(modifier);
    }
}
