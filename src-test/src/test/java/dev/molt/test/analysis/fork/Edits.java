package dev.molt.test.analysis.fork;

import static dev.molt.engine.diff.ChangeKind.*;
import static dev.molt.test.analysis.fork.Edit.binary;
import static dev.molt.test.analysis.fork.Edit.members;
import static dev.molt.test.analysis.fork.Edit.unit;

import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/** Small edits, at least one for each kind of change that a Java compiler can make. */
public final class Edits {
    private static final String RETAINED = "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface A "
            + "{ int value() default 1; }\n";

    private static final String LONE = RETAINED.replace(" @interface", "\n@interface");
    private static final String BASE = "\nclass B<T> { void set(T t) { } }";

    private Edits() {}

    public static final List<Edit> ALL = List.of(
            members("nothing", "int a() { return 1; }", "int a() { return 1; }"),
            members("moved_methods", "int a() { return 1; } int b() { return 2; }", "int b() { return 2; } int a() { return 1; }"),
            members("body", "int a() { return 1; }", "int a() { return 2; }", METHOD_BODY),
            members("body_new_constants", "String a() { return \"x\"; }", "String a() { return \"y\" + System.nanoTime(); }",
                    METHOD_BODY, INNER_CLASSES),
            members("body_handler", "int a() { return 1; }",
                    "int a() { try { return Integer.parseInt(\"\"); } catch (RuntimeException e) { return 2; } }", METHOD_BODY),
            members("lines", "int a() { return 1; }", "\n\nint a() { return 1; }", DEBUG_INFO),
            members("locals", "int a() { int b = 1; return b; }", "int a() { int c = 1; return c; }", DEBUG_INFO),
            members("constructor_body", "int x; C() { x = 1; }", "int x; C() { x = 2; }", CONSTRUCTOR_BODY),
            members("field_initialiser", "int x = 1;", "int x = 2;", CONSTRUCTOR_BODY),
            members("static_initialiser", "static int x = 1;", "static int x = 2;", STATIC_INITIALIZER_BODY),
            members("lambda_body", "Runnable a() { return () -> System.nanoTime(); }", "Runnable a() { return () -> System.gc(); }",
                    LAMBDA_BODY),
            members("method_added", "", "int a() { return 1; }", METHOD_ADDED),
            members("private_added", "", "private int a() { return 1; }", METHOD_ADDED),
            members("private_static_final_added", "", "private static final int a() { return 1; }", METHOD_ADDED),
            members("method_removed", "int a() { return 1; }", "", METHOD_REMOVED),
            members("private_removed", "private static int a() { return 1; }", "", METHOD_REMOVED),
            members("parameter_type", "int a(int b) { return 1; }", "int a(long b) { return 1; }", METHOD_ADDED, METHOD_REMOVED),
            members("constructor_added", "C() {}", "C() {} C(int a) {}", CONSTRUCTOR_ADDED),
            members("constructor_removed", "C() {} C(int a) {}", "C() {}", CONSTRUCTOR_REMOVED),
            members("lambda_added", "Runnable a() { return null; }", "Runnable a() { return () -> System.gc(); }", LAMBDA_ADDED,
                    METHOD_BODY, INNER_CLASSES),
            members("lambda_removed", "Runnable a() { return () -> System.gc(); }", "Runnable a() { return null; }", LAMBDA_REMOVED,
                    METHOD_BODY, INNER_CLASSES),
            members("method_reference", "Runnable a() { return null; }", "Runnable a() { return System::gc; }", METHOD_BODY, INNER_CLASSES),
            unit("bridge_added", "C", "public class C implements Comparable { public int compareTo(Object o) { return 0; } }",
                    "public class C implements Comparable<C> { public int compareTo(C o) { return 0; } }",
                    METHOD_ADDED, METHOD_MODIFIERS, METHOD_BODY, CLASS_SIGNATURE, METHOD_PARAMETERS),
            unit("bridge_removed", "C", "public class C implements Comparable<C> { public int compareTo(C o) { return 0; } }",
                    "public class C implements Comparable { public int compareTo(Object o) { return 0; } }",
                    METHOD_REMOVED, METHOD_MODIFIERS, METHOD_BODY, CLASS_SIGNATURE, METHOD_PARAMETERS),
            unit("covariant_return", "C", "public class C implements java.util.function.Supplier<Object> { public Object get() { return 1; } }",
                    "public class C implements java.util.function.Supplier<Object> { public Integer get() { return 1; } }",
                    METHOD_ADDED, METHOD_MODIFIERS, METHOD_BODY),
            unit("override_added", "C", "public class C extends B<String> { }" + BASE,
                    "public class C extends B<String> { void set(String t) { } }" + BASE, METHOD_ADDED, BRIDGE_ADDED),
            unit("override_removed", "C", "public class C extends B<String> { void set(String t) { } }" + BASE,
                    "public class C extends B<String> { }" + BASE, METHOD_REMOVED, BRIDGE_REMOVED),
            members("serializable_lambda_added", "Object a() { return null; }",
                    "Object a() { return (Runnable & java.io.Serializable) () -> { }; }", METHOD_BODY, LAMBDA_ADDED, SYNTHETIC_METHOD_ADDED,
                    INNER_CLASSES),
            members("serializable_lambda_removed", "Object a() { return (Runnable & java.io.Serializable) () -> { }; }",
                    "Object a() { return null; }", METHOD_BODY, LAMBDA_REMOVED, SYNTHETIC_METHOD_REMOVED, INNER_CLASSES),
            unit("assertion", "C", "public class C { void a(int b) { } }", "public class C { void a(int b) { assert b > 0; } }",
                    METHOD_BODY, FIELD_ADDED, STATIC_INITIALIZER_ADDED),
            members("static_initialiser_added", "static int x;", "static int x = 1;", STATIC_INITIALIZER_ADDED),
            members("static_initialiser_removed", "static int x = 1;", "static int x;", STATIC_INITIALIZER_REMOVED),
            members("enum_values", "enum E { X }", "enum E { X }"),
            unit("enum_constant", "C", "public enum C { X }", "public enum C { X, Y }", FIELD_ADDED, STATIC_INITIALIZER_BODY,
                    METHOD_BODY),
            members("public_to_private", "public int a() { return 1; }", "private int a() { return 1; }", METHOD_MODIFIERS),
            members("private_to_public", "private int a() { return 1; }", "public int a() { return 1; }", METHOD_MODIFIERS),
            members("to_static", "int a() { return 1; }", "static int a() { return 1; }", METHOD_MODIFIERS, METHOD_BODY),
            members("to_final", "int a() { return 1; }", "final int a() { return 1; }", METHOD_MODIFIERS),
            members("to_synchronized", "int a() { return 1; }", "synchronized int a() { return 1; }", METHOD_MODIFIERS),
            members("to_varargs", "int a(int[] b) { return 1; }", "int a(int... b) { return 1; }", METHOD_MODIFIERS),
            members("native_to_java", "native int a();", "int a() { return 1; }", METHOD_NATIVE),
            members("java_to_native", "int a() { return 1; }", "native int a();", METHOD_NATIVE),
            unit("to_abstract", "C", "public abstract class C { int a() { return 1; } }", "public abstract class C { abstract int a(); }",
                    METHOD_MODIFIERS),
            unit("to_default", "C", "public interface C { int a(); }", "public interface C { default int a() { return 1; } }",
                    METHOD_MODIFIERS),
            members("method_signature", "java.util.List<String> a() { return null; }", "java.util.List<Integer> a() { return null; }",
                    METHOD_SIGNATURE),
            members("method_signature_added", "java.util.List a() { return null; }", "java.util.List<Integer> a() { return null; }",
                    METHOD_SIGNATURE),
            members("exceptions", "void a() { }", "void a() throws java.io.IOException { }", METHOD_EXCEPTIONS),
            members("exceptions_removed", "void a() throws java.io.IOException { }", "void a() { }", METHOD_EXCEPTIONS),
            unit("method_annotation", "C", RETAINED + "public class C { void a() { } }", RETAINED + "public class C { @A void a() { } }",
                    METHOD_ANNOTATIONS),
            unit("method_annotation_value", "C", RETAINED + "public class C { @A(1) void a() { } }",
                    RETAINED + "public class C { @A(2) void a() { } }", METHOD_ANNOTATIONS),
            unit("parameter_annotation", "C", RETAINED + "public class C { void a(int b) { } }",
                    RETAINED + "public class C { void a(@A int b) { } }", PARAMETER_ANNOTATIONS),
            unit("annotation_default", "A", LONE, LONE.replace("default 1", "default 2"), ANNOTATION_DEFAULT),
            unit("field_annotation", "C", RETAINED + "public class C { int a; }", RETAINED + "public class C { @A int a; }",
                    FIELD_ANNOTATIONS),
            unit("class_annotation", "C", RETAINED + "public class C { }", RETAINED + "@A\npublic class C { }", CLASS_ANNOTATIONS),
            unit("component_annotation", "C", RETAINED + "public record C(int x) { public C(int x) { this.x = x; } public int x() { return x; } }",
                    RETAINED.replace("@interface", "@java.lang.annotation.Target(java.lang.annotation.ElementType.RECORD_COMPONENT) @interface")
                            + "public record C(@A int x) { public C(int x) { this.x = x; } public int x() { return x; } }", COMPONENT_ANNOTATIONS),
            members("parameter_names", "void a(int b) { }", "void a(int c) { }", METHOD_PARAMETERS, DEBUG_INFO),
            members("field_added", "", "int a;", FIELD_ADDED),
            members("static_field_added", "", "private static int a;", FIELD_ADDED),
            members("field_removed", "int a;", "", FIELD_REMOVED),
            members("field_type", "int a;", "long a;", FIELD_TYPE),
            members("field_modifiers", "int a;", "volatile int a;", FIELD_MODIFIERS),
            members("field_visibility", "public int a;", "private int a;", FIELD_MODIFIERS),
            members("field_to_static", "int a;", "static int a;", FIELD_MODIFIERS),
            members("field_transient", "int a;", "transient int a;", FIELD_MODIFIERS),
            members("field_order", "int a; int b;", "int b; int a;", FIELD_ORDER),
            members("constant", "static final int a = 1;", "static final int a = 2;", CONSTANT_VALUE),
            members("constant_text", "static final String a = \"1\";", "static final String a = \"2\";", CONSTANT_VALUE),
            members("instance_constant", "final int a = 1;", "final int a = 2;", CONSTANT_VALUE, CONSTRUCTOR_BODY),
            members("field_signature", "java.util.List<String> a;", "java.util.List<Integer> a;", FIELD_SIGNATURE),
            unit("superclass", "C", "public class C { }", "public class C extends Thread { }", SUPERCLASS, CONSTRUCTOR_BODY),
            unit("interface_added", "C", "public class C { }", "public class C implements java.io.Serializable { }", INTERFACE_ADDED),
            unit("interface_removed", "C", "public class C implements java.io.Serializable { }", "public class C { }", INTERFACE_REMOVED),
            unit("interface_order", "C", "public class C implements java.io.Serializable, Cloneable { }",
                    "public class C implements Cloneable, java.io.Serializable { }", INTERFACE_ORDER),
            unit("class_final", "C", "public class C { }", "public final class C { }", CLASS_MODIFIERS),
            unit("class_abstract", "C", "public class C { }", "public abstract class C { }", CLASS_MODIFIERS),
            unit("class_package_private", "C", "public class C { public C() { } }", "class C { public C() { } }", CLASS_MODIFIERS),
            unit("class_signature", "C", "public class C<T> { }", "public class C<T extends Number> { }", CLASS_SIGNATURE),
            unit("nested_private", "C$N", "public class C { static class N { N() { } } }", "public class C { private static class N { N() { } } }",
                    INNER_CLASS_FLAGS),
            unit("nested_protected", "C$N", "public class C { public static class N { N() { } } }", "public class C { protected static class N { N() { } } }",
                    INNER_CLASS_FLAGS),
            unit("other_nested_flags", "C", "public class C { static class N { } }", "public class C { private static class N { } }",
                    INNER_CLASSES),
            members("inner_classes_entry", "Object a() { return null; }", "Object a() { return java.util.Map.Entry.comparingByKey(); }",
                    METHOD_BODY, INNER_CLASSES),
            members("inner_classes_entry_removed", "Object a() { return java.util.Map.Entry.comparingByKey(); }", "Object a() { return null; }",
                    METHOD_BODY, INNER_CLASSES),
            members("nested_added", "", "static class N { }", NEST_MEMBERS, INNER_CLASSES),
            members("nested_removed", "static class N { }", "", NEST_MEMBERS, INNER_CLASSES),
            members("nested_order", "static class N { } static class M { }", "static class M { } static class N { }"),
            unit("anonymous_added", "C", "public class C { Object a() { return null; } }",
                    "public class C { Object a() { return new Object() { }; } }", METHOD_BODY, NEST_MEMBERS, INNER_CLASSES),
            unit("permits", "C", "public sealed class C permits D { } final class D extends C { }",
                    "public sealed class C permits D, E { } final class D extends C { } final class E extends C { }", PERMITTED_SUBCLASSES),
            unit("permits_order", "C", "public sealed class C permits D, E { } final class D extends C { } final class E extends C { }",
                    "public sealed class C permits E, D { } final class D extends C { } final class E extends C { }"),
            unit("unsealed", "C", "public sealed class C permits D { } final class D extends C { }", "public class C { } final class D extends C { }",
                    PERMITTED_SUBCLASSES),
            unit("component_added", "C", "public record C(int x) { }", "public record C(int x, int y) { }", RECORD_COMPONENTS, FIELD_ADDED,
                    METHOD_ADDED, CONSTRUCTOR_ADDED, CONSTRUCTOR_REMOVED, METHOD_BODY),
            unit("component_signature", "C", "public record C(java.util.List<String> x) { }", "public record C(java.util.List<Integer> x) { }",
                    COMPONENT_SIGNATURE, FIELD_SIGNATURE, METHOD_SIGNATURE),
            unit("record_to_class", "C", "public record C() { }",
                    "public final class C { public String toString() { return \"\"; } public int hashCode() { return 1; } "
                            + "public boolean equals(Object o) { return true; } }",
                    SUPERCLASS, RECORD_COMPONENTS, METHOD_MODIFIERS, METHOD_BODY, CONSTRUCTOR_BODY, INNER_CLASSES),
            binary("class_version", (reader, writer) -> reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
                @Override
                public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
                    super.visit(Opcodes.V11, access, name, signature, superName, interfaces);
                }
            }, 0), CLASS_VERSION),
            binary("source_file", (reader, writer) -> reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
                @Override
                public void visitSource(String source, String debug) {
                    super.visitSource("Other.java", debug);
                }
            }, 0), SOURCE_FILE),
            binary("nest_host", (reader, writer) -> reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
                @Override
                public void visitSource(String source, String debug) {
                    super.visitSource(source, debug);
                    super.visitNestHost("nest_host/Other");
                }
            }, 0), NEST_HOST));
}
