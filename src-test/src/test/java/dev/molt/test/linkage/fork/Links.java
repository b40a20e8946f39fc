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
                "class C$Molt1State { public int n; public long v; public String s; }",
                "class C$Molt1Holder { public static int k; }",
                "class C$Molt1 { static int calls; public static String s() { calls++; return new String(\"first\"); }"
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
                        .state("C$Molt1State", "v", "J", new Initial.Converted(new dev.molt.engine.evolve.Member("v", "I"), false))
                        .state("C$Molt1State", "s", "Ljava/lang/String;", new Initial.Computed("C$Molt1", "s"))
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
}
