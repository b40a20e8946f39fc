package dev.molt.test.linkage.fork;

import dev.molt.engine.evolve.FieldPlace.Initial;
import dev.molt.engine.evolve.MethodPlace;
import dev.molt.engine.linkage.Publication;
import dev.molt.test.linkage.fork.Lab.Places;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;

/** Every kind of link, in a JVM of its own. Prints a line for each scenario. */
public final class Links {
    private Links() {}

    public static void premain(String options, Instrumentation instrumentation) {
        Lab.premain(instrumentation);
    }

    public static void main(String[] arguments) throws Throwable {
        boolean failed = false;
        for (Method m : Links.class.getDeclaredMethods()) {
            if (m.getParameterCount() != 0 || m.isSynthetic() || m.getReturnType() != void.class) continue;
            if (arguments.length > 0 && !m.getName().equals(arguments[0])) continue;
            try {
                m.invoke(null);
                System.out.println("ok " + m.getName());
            } catch (java.lang.reflect.InvocationTargetException e) {
                failed = true;
                System.out.println("FAILED " + m.getName());
                e.getCause().printStackTrace(System.out);
            }
        }
        System.exit(failed ? 1 : 0);
    }

    static void same(Object wanted, Object is) {
        if (!java.util.Objects.equals(wanted, is)) throw new AssertionError("wanted " + wanted + ", is " + is);
    }

    interface Code {
        Object run() throws Throwable;
    }

    static <T extends Throwable> T thrown(Class<T> type, Code code) throws Throwable {
        try {
            Object value = code.run();
            throw new AssertionError("no " + type.getSimpleName() + " but " + value);
        } catch (Throwable t) {
            if (type.isInstance(t)) {
                for (StackTraceElement e : t.getStackTrace()) {
                    if (e.getClassName().startsWith("dev.molt.engine")) throw new AssertionError("our frame " + e, t);
                }
                return type.cast(t);
            }
            throw t;
        }
    }

    static void methods() throws Throwable {
        Lab lab = new Lab(null,
                "class Indy { static native int STATIC__C__twice(int x); static native String VIRTUAL__C__hello(C c, String s);"
                        + "static native String SPECIAL__C__hidden(C c); static native String SUPER__C__hello(D d, String s); }",
                "class C { protected int n = 3; }",
                "class D extends C { public String toString() { return Indy.SUPER__C__hello(this, \"up\"); } }",
                "class C$Molt1 { public static int twice(int x) { return 2 * x; }"
                        + "public static String hello(C c, String s) { return \"C \" + s + c.n + Indy.SPECIAL__C__hidden(c); }"
                        + "public static String hidden(C c) { return \"!\"; } }",
                "class D$Molt1 { public static String hello(D c, String s) { return \"D \" + s; } }",
                "class Use { static Object twice() { return Indy.STATIC__C__twice(4); } static Object hello() { return Indy.VIRTUAL__C__hello(new C(), \"x\"); }"
                        + "static Object ofD() { return Indy.VIRTUAL__C__hello(new D(), \"x\"); } static Object up() { return new D().toString(); }"
                        + "static Object none() { return Indy.VIRTUAL__C__hello(null, \"\"); } static Object hidden() { return Indy.SPECIAL__C__hidden(new C()); } }");
        thrown(NoSuchMethodError.class, () -> lab.run("Use", "twice"));
        Publication first = lab.evolve(new Places().beside(null, "C$Molt1", "twice", "(I)I").beside("C", "C$Molt1", "hello", "(Ljava/lang/String;)Ljava/lang/String;")
                .beside("C", "C$Molt1", "hidden", "()Ljava/lang/String;"),
                "class C { protected int n = 3; static int twice(int x) { return 0; } String hello(String s) { return null; } private String hidden() { return null; } }");
        same(8, lab.run("Use", "twice"));
        same("C x3!", lab.run("Use", "hello"));
        same("C x3!", lab.run("Use", "ofD"));
        same("C up3!", lab.run("Use", "up"));
        thrown(NullPointerException.class, () -> lab.run("Use", "none"));
        thrown(IllegalAccessError.class, () -> lab.run("Use", "hidden"));
        Publication second = lab.evolve(new Places().beside("D", "D$Molt1", "hello", "(Ljava/lang/String;)Ljava/lang/String;"),
                "class D extends C { public String toString() { return null; } String hello(String s) { return s; } }");
        same("D x", lab.run("Use", "ofD"));
        same("C x3!", lab.run("Use", "hello"));
        second.undo();
        Lab.runtime().relink(lab.evolutions(new Places(), "class D extends C { public String toString() { return null; } }"));
        same("C x3!", lab.run("Use", "ofD"));
        first.undo();
    }

    static void fields() throws Throwable {
        Lab lab = new Lab(null,
                "class Indy { static native int GET__C__n(C c); static native void PUT__C__n(C c, int n); static native long GET__C__v(C c);"
                        + "static native String GET__C__s(C c); static native void PUT__C__s(C c, String s); static native int GET_STATIC__C__k();"
                        + "static native void PUT_STATIC__C__k(int k); static native void PUT__C__f(C c, int f); static native void PUT__R__f(R r, int f); }",
                "class C { int v = 7; final int f; C() { f = Integer.parseInt(\"1\"); } public int hashCode() { throw new Error(); }"
                        + "public boolean equals(Object o) { throw new Error(); } }",
                "record R(int f) {}", "class R$Molt1 { static void set(R r) { Indy.PUT__R__f(r, 6); } }",
                "class C$Molt1State extends dev.molt.boot.State { public int n; public long v; public String s; }",
                "class C$Molt1Holder { public static int k; }",
                "class C$Molt1 { static int calls; public static String s(C c) { calls++; return new String(\"first\"); }"
                        + "public static void molt$init() { Indy.PUT_STATIC__C__k(Indy.GET_STATIC__C__k() + 40); } }",
                "class Use { static C c = new C(); static Object n() { return Indy.GET__C__n(c); }"
                        + "static Object inc() { Indy.PUT__C__n(c, Indy.GET__C__n(c) + 1); return Indy.GET__C__n(c); } static Object v() { return Indy.GET__C__v(c); }"
                        + "static Object s() { return Indy.GET__C__s(c) == Indy.GET__C__s(c) ? Indy.GET__C__s(c) : \"?\"; }"
                        + "static Object many() { long sum = 0; C[] all = new C[10000]; for (int i = 0; i < all.length; i++) Indy.PUT__C__n(all[i] = new C(), i);"
                        + "for (int r = 0; r < 20; r++) for (C c : all) sum += Indy.GET__C__n(c); return sum; }"
                        + "static Object fresh() { C c = new C(); Indy.PUT__C__s(c, \"set\"); return Indy.GET__C__s(c) + C$Molt1.calls; }"
                        + "static Object k() { return Indy.GET_STATIC__C__k(); } static Object f() { Indy.PUT__C__f(c, 5); return c.f; }"
                        + "static Object r() { R r = new R(1); R$Molt1.set(r); return r.f(); } static Object none() { return Indy.GET__C__n(null); } }");
        lab.evolve(new Places().state("C$Molt1State", "n", "I", new Initial.Default())
                        .state("C$Molt1State", "v", "J", new Initial.Converted(new dev.molt.engine.evolve.Member("v", "I"), false, new Initial.Default()))
                        .state("C$Molt1State", "s", "Ljava/lang/String;", new Initial.Computed("C$Molt1", "s", java.util.List.of()))
                        .holder("C$Molt1Holder", "k", "I").initialiser("C$Molt1", "molt$init"),
                "class C { long v; final int f = 1; int n; String s; static int k; }");
        same(0, lab.run("Use", "n"));
        same(1, lab.run("Use", "inc"));
        same(2, lab.run("Use", "inc"));
        same(7L, lab.run("Use", "v"));
        same("first", lab.run("Use", "s"));
        same("set1", lab.run("Use", "fresh"));
        same(20L * 10000 * 9999 / 2, lab.run("Use", "many"));
        same(40, lab.run("Use", "k"));
        Lab.runtime().initialise(lab.type("C"));
        same(40, lab.run("Use", "k"));
        same(5, lab.run("Use", "f"));
        same(6, lab.run("Use", "r"));
        thrown(NullPointerException.class, () -> lab.run("Use", "none"));
    }

    static void constructors() throws Throwable {
        Lab lab = new Lab(null,
                "class Indy { static native Object[] TAKE__C__init(); static native C NEW__C__init(int a, String b); static native void STASH__C__init(int a, String b);"
                        + "static native C NEW__C__init(String s); }",
                "class B { String b; B(String b) { this.b = b; } }",
                // The branch must come before super(..), which only bytecode may do: the superclass gets what the path wants.
                "class C extends B { int a; C(int x) { this(x, Indy.TAKE__C__init()); } private C(int x, Object[] t) { super(t == null ? \"own\" + x : (String) t[2]);"
                        + "a = t == null ? x : (Integer) t[1]; } }",
                "class D extends C { D() { this(stash()); } D(int none) { super(none); } static int stash() { Indy.STASH__C__init(8, \"d\"); return 0; } }",
                "class Use { static String s(C c) { return c.a + c.b; } static Object plain() { return s(new C(1)); }"
                        + "static Object added() { return s(Indy.NEW__C__init(5, \"five\")); } static Object sub() { return s(new D()) + s(new D(3)); }"
                        + "static Object nested() { return s(Indy.NEW__C__init(6, s(Indy.NEW__C__init(7, \"inner\")))); }"
                        + "static Object none() { return Indy.NEW__C__init(\"\"); } }");
        same("1own1", lab.run("Use", "plain"));
        lab.evolve(new Places().method("<init>", "(ILjava/lang/String;)V", new MethodPlace.Through("(I)V", 1)),
                "class C extends B { int a; C(int x) { super(null); } C(int a, String b) { super(b); } }");
        same("1own1", lab.run("Use", "plain"));
        same("5five", lab.run("Use", "added"));
        same("1own1", lab.run("Use", "plain"));
        same("67inner", lab.run("Use", "nested"));
        same("8d3own3", lab.run("Use", "sub"));
        same("1own1", lab.run("Use", "plain"));
        thrown(NoSuchMethodError.class, () -> lab.run("Use", "none"));
    }

    static void overrides() throws Throwable {
        Lab lab = new Lab(null,
                "class Indy { static native boolean OVERRIDDEN__S__m(S s); static native String OVERRIDE__S__m(S s); static native String SUPER__S__m(A a);"
                        + "static native boolean OVERRIDDEN__X__m(X s); static native String OVERRIDE__X__m(X s); static native String SUPER__X__m(R r); }",
                "class S { String m() { if (Indy.OVERRIDDEN__S__m(this)) return Indy.OVERRIDE__S__m(this); return \"S\"; } }",
                "class A extends S {}",
                "class X extends A { String m() { if (Indy.OVERRIDDEN__X__m(this)) return Indy.OVERRIDE__X__m(this); return \"X\" + super.m(); } }",
                "class R extends X {}",
                "class A$Molt1 { public static String m(A a) { return \"A\" + Indy.SUPER__S__m(a); } }",
                "class R$Molt1 { public static String m(R r) { return \"R\" + Indy.SUPER__X__m(r); } }",
                "class Use { static Object all() { return new S().m() + ' ' + new A().m() + ' ' + new X().m() + ' ' + new R().m(); } }");
        same("S S XS XS", lab.run("Use", "all"));
        Publication one = lab.evolve(new Places().beside("A", "A$Molt1", "m", "()Ljava/lang/String;").asks("S", "m", "()Ljava/lang/String;"),
                "class S { String m() { return null; } }", "class A extends S { String m() { return null; } }");
        same("S AS XAS XAS", lab.run("Use", "all"));
        lab.evolve(new Places().beside("R", "R$Molt1", "m", "()Ljava/lang/String;").asks("X", "m", "()Ljava/lang/String;"),
                "class X extends A { String m() { return null; } }", "class R extends X { String m() { return null; } }");
        same("S AS XAS RXAS", lab.run("Use", "all"));
    }

    static void interfaces() throws Throwable {
        Lab lab = new Lab(null,
                "class Indy { static native String VIRTUAL__I__m(I i); static native boolean INSTANCE__J__x(Object o); static native Object CAST__J__x(Object o);"
                        + "static native String SUPER__I__m(C c); }",
                "interface I {}", "interface J extends I {}", "interface K extends I {}", "class A implements J {}", "class B extends A implements K {}",
                "class C implements I { public String m() { return \"C\"; } }", "class P { public String toString() { return \"P\"; } }",
                "class I$Molt1 { public static String m(I i) { return \"I\"; } }", "class J$Molt1 { public static String m(J i) { return \"J\"; } }",
                "class K$Molt1 { public static String m(K i) { return \"K\"; } }",
                "class Use { static Object a() { return Indy.VIRTUAL__I__m(new A()); } static Object b() { return Indy.VIRTUAL__I__m(new B()); }"
                        + "static Object c() { return Indy.VIRTUAL__I__m(new C()); } static Object is() { return Indy.INSTANCE__J__x(new P()) + \"\" + Indy.INSTANCE__J__x(new A()); }"
                        + "static Object cast() { return Indy.CAST__J__x(new P()).toString(); } static Object sup() { return Indy.SUPER__I__m(new C()); } }");
        lab.evolve(new Places().beside("I", "I$Molt1", "m", "()Ljava/lang/String;"), "interface I { default String m() { return null; } }");
        same("I", lab.run("Use", "a"));
        same("I", lab.run("Use", "b"));
        same("C", lab.run("Use", "c"));
        Publication j = lab.evolve(new Places().beside("J", "J$Molt1", "m", "()Ljava/lang/String;"), "interface J extends I { default String m() { return null; } }");
        same("J", lab.run("Use", "a"));
        same("J", lab.run("Use", "b"));
        lab.evolve(new Places().beside("K", "K$Molt1", "m", "()Ljava/lang/String;"), "interface K extends I { default String m() { return null; } }");
        same("J", lab.run("Use", "a"));
        thrown(IncompatibleClassChangeError.class, () -> lab.run("Use", "b"));
        same("falsetrue", lab.run("Use", "is"));
        thrown(ClassCastException.class, () -> lab.run("Use", "cast"));
        lab.evolve(new Places(), "class P implements J { public String toString() { return null; } }");
        same("truetrue", lab.run("Use", "is"));
        same("P", lab.run("Use", "cast"));
    }

    static void abstractMethod() throws Throwable {
        Lab lab = new Lab(null, "class Indy { static native String VIRTUAL__A__m(A i); }", "abstract class A {}", "class B extends A {}", "class C extends A {}",
                "class B$Molt1 { public static String m(B i) { return \"B\"; } }",
                "class Use { static Object b() { return Indy.VIRTUAL__A__m(new B()); } static Object c() { return Indy.VIRTUAL__A__m(new C()); } }");
        lab.evolve(new Places().beside("B", "B$Molt1", "m", "()Ljava/lang/String;"), "abstract class A { abstract String m(); }", "class B extends A { String m() { return null; } }");
        same("B", lab.run("Use", "b"));
        AbstractMethodError e = thrown(AbstractMethodError.class, () -> lab.run("Use", "c"));
        same("Receiver class C does not define or inherit an implementation of the resolved method 'abstract java.lang.String m()' of abstract class A.", e.getMessage());
    }

    /** A package-private method is overridden within its package only, but there across a class of another one (JVMS 5.4.5). */
    static void packagePrivate() throws Throwable {
        Lab lab = new Lab(null, "class Indy { static native String VIRTUAL__p_A__m(p.A a); }", "package p; public class A {}", "package q; public class B extends p.A {}",
                "package p; public class C extends q.B {}", "package p; public class A$Molt1 { public static String m(A i) { return \"A\"; } }",
                "package q; public class B$Molt1 { public static String m(B i) { return \"B\"; } }",
                "package p; public class C$Molt1 { public static String m(C i) { return \"C\"; } }",
                "class Use { static Object all() { return Indy.VIRTUAL__p_A__m(new p.A()) + Indy.VIRTUAL__p_A__m(new q.B()) + Indy.VIRTUAL__p_A__m(new p.C()); } }");
        String m = "String m() { return null; }";
        lab.evolve(new Places().beside("p/A", "p/A$Molt1", "m", "()Ljava/lang/String;"), "package p; public class A { protected " + m + " }");
        lab.evolve(new Places().beside("q/B", "q/B$Molt1", "m", "()Ljava/lang/String;"), "package q; public class B extends p.A { public " + m + " }");
        thrown(IllegalAccessError.class, () -> lab.run("Use", "all"));
        lab.evolve(new Places().beside("p/A", "p/A$Molt1", "m", "()Ljava/lang/String;"), "package p; public class A { public " + m + " }");
        same("ABB", lab.run("Use", "all"));
        lab.evolve(new Places().beside("q/B", "q/B$Molt1", "m", "()Ljava/lang/String;"), "package q; public class B extends p.A { private " + m + " }");
        lab.evolve(new Places().beside("p/C", "p/C$Molt1", "m", "()Ljava/lang/String;"), "package p; public class C extends q.B { public " + m + " }");
        same("AAC", lab.run("Use", "all"));
    }

    static void movedFields() throws Throwable {
        Lab lab = new Lab(null, "class Indy { static native int GET__S__f(S s); static native void PUT__S__f(S s, int f); static native int GET__C__g(C c); }",
                "class S { int g = 9; }", "class C extends S { int f = 4; }", "class D extends S {}", "class S$Molt1State extends dev.molt.boot.State { public int f; }", "class C$Molt1State extends dev.molt.boot.State { public int g; }",
                "class Use { static S c = new C(), d = new D(); static Object c() { return Indy.GET__S__f(c); } static Object d() { Indy.PUT__S__f(d, 2); return Indy.GET__S__f(d); }"
                        + "static Object put() { Indy.PUT__S__f(c, 5); return ((C) c).f; } static Object g() { return Indy.GET__C__g((C) c); } }");
        lab.evolve(new Places().state("S$Molt1State", "f", "I", new Initial.Default()).state("C$Molt1State", "g", "I", new Initial.Default()),
                "class S { int f; }", "class C extends S { int g; }");
        same(4, lab.run("Use", "c"));
        same(2, lab.run("Use", "d"));
        same(5, lab.run("Use", "put"));
        same(9, lab.run("Use", "g"));
    }

    static void copies() throws Throwable {
        Lab lab = new Lab(null, "class Indy { static native int GET__C__f(C c); static native void PUT__C__f(C c, int f); static native Object SUPER__java_lang_Object__clone(C c); }",
                "class C implements Cloneable { public Object clone() { return Indy.SUPER__java_lang_Object__clone(this); } }", "class C$Molt1State extends dev.molt.boot.State { public int f; }",
                "class Use { static Object copy() { C c = new C(); Indy.PUT__C__f(c, 3); C d = (C) c.clone(); Indy.PUT__C__f(c, 4); return Indy.GET__C__f(d) + Indy.GET__C__f((C) new C().clone()); } }");
        lab.evolve(new Places().state("C$Molt1State", "f", "I", new Initial.Default()), "class C implements Cloneable { int f; public Object clone() { return null; } }");
        same(3, lab.run("Use", "copy"));
    }

    /** Old code goes on with what is gone, whether it was linked before or not. */
    static void removed() throws Throwable {
        Lab lab = new Lab(null, "class Indy { static native int STATIC__C__a(); static native int STATIC__C__b(); static native int STATIC__C__c(); }", "class C {}",
                "class C$Molt1 { public static int a() { return 1; } public static int b() { return 2; } }",
                "class Use { static Object a() { return Indy.STATIC__C__a(); } static Object b() { return Indy.STATIC__C__b(); } static Object c() { return Indy.STATIC__C__c(); } }");
        lab.evolve(new Places().beside(null, "C$Molt1", "a", "()I").beside(null, "C$Molt1", "b", "()I"), "class C { static int a() { return 0; } static int b() { return 0; } }");
        same(1, lab.run("Use", "a"));
        lab.evolve(new Places(), "class C {}");
        same(1, lab.run("Use", "a"));
        same(2, lab.run("Use", "b"));
        NoSuchMethodError e = thrown(NoSuchMethodError.class, () -> lab.run("Use", "c"));
        same("'int C.c()'", e.getMessage());
    }

    /** A dropped application goes, with everything that is known of it. */
    static void collectable() throws Throwable {
        Lab lab = new Lab(null, "class Indy { static native int VIRTUAL__C__m(C c); static native int GET__C__f(C c); }", "class C {}", "class D extends C {}",
                "class C$Molt1 { public static int m(C c) { return 1; } }", "class C$Molt1State extends dev.molt.boot.State { public int f; }",
                "class Use { static Object all() { return Indy.VIRTUAL__C__m(new C()) + Indy.VIRTUAL__C__m(new D()) + Indy.GET__C__f(new D()); } }");
        Publication publication = lab.evolve(new Places().beside("C", "C$Molt1", "m", "()I").state("C$Molt1State", "f", "I", new Initial.Default()),
                "class C { int f; int m() { return 0; } }");
        same(2, lab.run("Use", "all"));
        java.lang.ref.WeakReference<Lab> gone = new java.lang.ref.WeakReference<>(lab);
        lab = null;
        for (int i = 0; i < 50 && gone.get() != null; i++) {
            System.gc();
            System.runFinalization();
        }
        same(null, gone.get());
        publication.undo();
    }

    /** Added fields of many objects of many threads, and none of them is kept. */
    static void manyObjects() throws Throwable {
        Lab lab = new Lab(null, "class Indy { static native int GET__C__f(C c); static native void PUT__C__f(C c, int f); static native Object GET__C__o(C c); }",
                "class C {}", "class C$Molt1State extends dev.molt.boot.State { public int f; public Object o; }", "class C$Molt1 { public static Object o(C c) { return new Object(); } }",
                "class Use { static final int N = 20000; static Object all() throws Exception { C shared[] = new C[N]; for (int i = 0; i < N; i++) shared[i] = new C();"
                        + "Object[][] seen = new Object[4][N]; int[] wrong = new int[1]; Thread[] ts = new Thread[4];"
                        + "for (int t = 0; t < 4; t++) { int me = t; (ts[t] = new Thread(() -> { for (int i = 0; i < N; i++) { C own = new C(); Indy.PUT__C__f(own, i);"
                        + "seen[me][i] = Indy.GET__C__o(shared[i]); if (Indy.GET__C__f(own) != i) synchronized (wrong) { wrong[0]++; } } })).start(); }"
                        + "for (Thread t : ts) t.join(); for (int i = 0; i < N; i++) for (int t = 1; t < 4; t++) if (seen[t][i] != seen[0][i] || seen[t][i] == null) wrong[0]++;"
                        + "last = new java.lang.ref.WeakReference<>(shared[N / 2]); return wrong[0]; } static java.lang.ref.WeakReference<C> last;"
                        + "static Object last() { return last.get(); } }");
        lab.evolve(new Places().state("C$Molt1State", "f", "I", new Initial.Default()).state("C$Molt1State", "o", "Ljava/lang/Object;", new Initial.Computed("C$Molt1", "o", java.util.List.of())),
                "class C { int f; Object o; }");
        for (int i = 0; i < 5; i++) same(0, lab.run("Use", "all"));
        for (int i = 0; i < 50 && lab.run("Use", "last") != null; i++) System.gc();
        same(null, lab.run("Use", "last"));
    }

    /** Callers go on while a method changes its place again and again. */
    static void hammered() throws Throwable {
        Lab lab = new Lab(null, "class Indy { static native int VIRTUAL__C__m(C c); static native int STATIC__C__s(); }", "class C {}", "class D extends C {}", "class E extends C {}",
                "class C$Molt1 { public static int m(C c) { return 1; } public static int s() { return 1; } }",
                "class C$Molt2 { public static int m(C c) { return 2; } public static int s() { return 2; } }",
                "class D$Molt1 { public static int m(D c) { return 3; } }",
                "class Use { static volatile boolean stop; static int wrong; static Thread[] ts = new Thread[4]; static Object start() { C[] all = {new C(), new D(), new E()};"
                        + "for (int t = 0; t < 4; t++) (ts[t] = new Thread(() -> { try { while (!stop) { int a = 0; for (C c : all) { a = Indy.VIRTUAL__C__m(c); if (a < 1 || a > 3) wrong++; }"
                        + "a = Indy.STATIC__C__s(); if (a < 1 || a > 2) wrong++; } } catch (Throwable e) { e.printStackTrace(System.out); wrong++; } })).start(); return 0; }"
                        + "static Object end() throws Exception { stop = true; for (Thread t : ts) t.join(); return wrong; }"
                        + "static Object now() { return \"\" + Indy.VIRTUAL__C__m(new C()) + Indy.VIRTUAL__C__m(new D()) + Indy.STATIC__C__s(); } }");
        var one = lab.evolutions(new Places().beside("C", "C$Molt1", "m", "()I").beside(null, "C$Molt1", "s", "()I"), "class C { int m() { return 0; } static int s() { return 0; } }");
        var two = lab.evolutions(new Places().beside("C", "C$Molt2", "m", "()I").beside(null, "C$Molt2", "s", "()I"), "class C { int m() { return 0; } static int s() { return 0; } }");
        var of = lab.evolutions(new Places().beside("D", "D$Molt1", "m", "()I"), "class D extends C { int m() { return 0; } }");
        lab.publish(one);
        lab.run("Use", "start");
        for (int i = 0; i < 200; i++) {
            lab.publish(two);
            same("222", lab.run("Use", "now"));
            Publication p = lab.publish(of);
            same("232", lab.run("Use", "now"));
            p.undo();
            Lab.runtime().relink(of);
            lab.publish(one);
            same("111", lab.run("Use", "now"));
        }
        same(0, lab.run("Use", "end"));
    }

    /** Methods of java.lang.Object ask by plain calls, and the way of the answer uses Object's methods itself. */
    static void jdkMethods() throws Throwable {
        Lab lab = new Lab(null, "class Indy { static native String SUPER__java_lang_Object__toString(C c); }", "class C { int n = 3; }", "class D extends C {}",
                "class C$Molt1 { public static String toString(C c) { return \"C\" + Indy.SUPER__java_lang_Object__toString(c).startsWith(\"C@\"); }"
                        + "public static boolean equals(C c, Object o) { return o instanceof C d && d.n == c.n; } }",
                "class Use { static Object all() { return \"\" + new C() + (new C() == new C()) + new C().equals(new C()) + new Object().toString().startsWith(\"java\")"
                        + "+ java.util.List.of(new D()).contains(new D()) + java.util.Objects.toString(new D()) + new C().equals(null); } }");
        same(false, ((String) lab.run("Use", "all")).startsWith("Ctrue"));
        Prologues.add(Object.class, "toString", "()Ljava/lang/String;");
        Prologues.add(Object.class, "equals", "(Ljava/lang/Object;)Z");
        var evolutions = lab.evolutions(new Places().beside("C", "C$Molt1", "toString", "()Ljava/lang/String;").beside("C", "C$Molt1", "equals", "(Ljava/lang/Object;)Z"),
                "class C { int n = 3; public String toString() { return null; } public boolean equals(Object o) { return false; } }");
        Publication publication = lab.publish(evolutions);
        same("CtruefalsetruetruetrueCfalsefalse", lab.run("Use", "all"));
        publication.undo();
        Lab.runtime().relink(evolutions);
        same(false, ((String) lab.run("Use", "all")).startsWith("Ctrue"));
    }

    /** A call of an added static method initialises the class itself, which is not where the method is. */
    static void initialisation() throws Throwable {
        Lab lab = new Lab(null, "class Indy { static native int STATIC__C__m(); static native int GET_STATIC__C__k(); static native void PUT_STATIC__C__k(int k); }",
                "class Log { static String said = \"\"; }", "class C { static { Log.said += \"C\"; } }", "class C$Molt1Holder { public static int k; }",
                "class C$Molt1 { public static int m() { return 1; } public static void init() { Log.said += \"k\"; Indy.PUT_STATIC__C__k(Indy.STATIC__C__m() + 4); } }",
                "class Use { static Object m() { return Indy.STATIC__C__m() + Log.said + Indy.GET_STATIC__C__k(); } }");
        Class.forName("C", false, lab);
        lab.evolve(new Places().beside(null, "C$Molt1", "m", "()I").holder("C$Molt1Holder", "k", "I"), "class C { static int k = Integer.MAX_VALUE; static int m() { return 0; } }");
        same("1C0", lab.run("Use", "m"));
        lab.evolve(new Places().beside(null, "C$Molt1", "m", "()I").holder("C$Molt1Holder", "k", "I").initialiser("C$Molt1", "init"),
                "class C { static int k = Integer.MAX_VALUE; static int m() { return 0; } }");
        same("1Ck5", lab.run("Use", "m"));
    }
}
