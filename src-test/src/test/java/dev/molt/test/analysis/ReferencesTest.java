package dev.molt.test.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.engine.dependents.ClassReferences;
import dev.molt.engine.dependents.Explain;
import dev.molt.engine.dependents.Reference;
import dev.molt.engine.dependents.ReferenceIndex;
import dev.molt.engine.dependents.ReferenceKind;
import dev.molt.engine.dependents.ReferenceScanner;
import dev.molt.test.harness.Javac;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who refers to what, as read from class files and as kept by the index. */
class ReferencesTest {
    private static final String SOURCE = """
            package shop;
            class Base { static int count; int size; static int vat() { return 1; } int net() { return 2; } Base() { } }
            interface Priced { int price(); static int none() { return 0; } }
            class Sale extends Exception { }
            class Gift { }
            class Box { }
            class Tag { }
            enum Colour { RED }
            @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Label {
                String text() default ""; Colour colour() default Colour.RED; Class<?> type() default Object.class; }
            @Label(text = "user", colour = Colour.RED, type = Tag.class)
            sealed class User extends Base implements Priced permits Special {
                Base field;
                public int price() { return super.net() + Base.vat() + Priced.none(); }
                int fields(Base b) { b.size = Base.count; Base.count = b.size; return b.net(); }
                Object types(Object o) throws Sale {
                    try { if (o instanceof Gift) return (Box) o; return new Base[] {new Base()}; }
                    catch (IllegalStateException e) { return Tag.class; }
                }
                java.util.function.IntSupplier handle(Base b) { return b::net; }
                java.util.function.Supplier<Base> make() { return Base::new; }
                int call(Priced p) {
                    return p.price();
                }
                java.util.List<Gift> gifts;
                record Pair(Box left) { }
            }
            final class Special extends User { }
            """;
    private static final String VAT = "calls shop.Base.vat(): int in price(): int, line 14";

    private static byte[] bytes(String name) throws Exception {
        Path folder = Javac.standard().compile("references", SOURCE);
        return Files.readAllBytes(folder.resolve("shop/" + name + ".class"));
    }

    private static Set<ReferenceKind> kinds(ClassReferences references, String owner) {
        Set<ReferenceKind> kinds = EnumSet.noneOf(ReferenceKind.class);
        for (Reference r : references.references()) {
            if (r.owner().equals(owner)) kinds.add(r.kind());
        }
        return kinds;
    }

    @Test
    void everyKindIsFound() throws Exception {
        ClassReferences user = ReferenceScanner.scan(bytes("User"));
        assertEquals("shop/User", user.internalName());
        assertEquals("shop/Base", user.superName());
        assertEquals(List.of("shop/Priced"), user.interfaces());
        assertEquals(EnumSet.of(ReferenceKind.CALL_SPECIAL, ReferenceKind.CALL_STATIC, ReferenceKind.CALL_VIRTUAL, ReferenceKind.READ_FIELD,
                ReferenceKind.WRITE_FIELD, ReferenceKind.READ_STATIC, ReferenceKind.WRITE_STATIC, ReferenceKind.HANDLE_VIRTUAL,
                ReferenceKind.HANDLE_NEW, ReferenceKind.NEW, ReferenceKind.ARRAY, ReferenceKind.EXTENDS, ReferenceKind.DESCRIPTOR,
                ReferenceKind.METHOD_TYPE, ReferenceKind.SIGNATURE), kinds(user, "shop/Base"));
        assertEquals(EnumSet.of(ReferenceKind.IMPLEMENTS, ReferenceKind.CALL_INTERFACE, ReferenceKind.CALL_STATIC, ReferenceKind.DESCRIPTOR),
                kinds(user, "shop/Priced"));
        assertEquals(EnumSet.of(ReferenceKind.INSTANCEOF, ReferenceKind.SIGNATURE), kinds(user, "shop/Gift"));
        assertEquals(EnumSet.of(ReferenceKind.CAST), kinds(user, "shop/Box"));
        assertEquals(EnumSet.of(ReferenceKind.CLASS_CONSTANT), kinds(user, "shop/Tag"));
        assertEquals(EnumSet.of(ReferenceKind.THROWS), kinds(user, "shop/Sale"));
        assertEquals(EnumSet.of(ReferenceKind.CATCH), kinds(user, "java/lang/IllegalStateException"));
        assertEquals(EnumSet.of(ReferenceKind.ANNOTATION, ReferenceKind.ANNOTATION_ELEMENT), kinds(user, "shop/Label"));
        assertEquals(EnumSet.of(ReferenceKind.ANNOTATION_ENUM), kinds(user, "shop/Colour"));
        assertEquals(EnumSet.of(ReferenceKind.PERMITS), kinds(user, "shop/Special"));
        assertEquals(EnumSet.of(ReferenceKind.NEST, ReferenceKind.INNER), kinds(user, "shop/User$Pair"));
        ClassReferences pair = ReferenceScanner.scan(bytes("User$Pair"));
        assertTrue(kinds(pair, "shop/Box").contains(ReferenceKind.RECORD));
        assertTrue(kinds(pair, "shop/User$Pair").contains(ReferenceKind.HANDLE_READ_FIELD));
        assertEquals(EnumSet.of(ReferenceKind.NEST, ReferenceKind.INNER), kinds(pair, "shop/User"));
    }

    @Test
    void sentencesNameMemberAndLine() throws Exception {
        assertEquals(List.of(VAT), Explain.usesOfMember(bytes("User"), "shop/Base", "vat", "()I").stream().map(Reference::text).toList());
        assertEquals("creates shop.Base in types(Object): Object, line 17", Explain.uses(bytes("User"), "shop/Base").stream()
                .filter(r -> r.kind() == ReferenceKind.NEW).findFirst().orElseThrow().text());
        assertEquals("has a handle of shop.Base.net(): int in handle(shop.Base): java.util.function.IntSupplier, line 20",
                Explain.usesOfMember(bytes("User"), "shop/Base", "net", "()I").stream().filter(r -> r.kind().isHandle()).findFirst()
                        .orElseThrow().text());
        assertEquals("calls shop.Priced.none(): int in price(): int, line 14", Explain.uses(bytes("User"), "shop/Priced").stream()
                .filter(r -> r.kind() == ReferenceKind.CALL_STATIC).findFirst().orElseThrow().text());
        assertEquals("calls shop.User.<init>() in <init>(), line 28", Explain.why(bytes("Special"), "shop/User"));
        assertEquals("sets the annotation element shop.Label.text", Explain.why(bytes("User"), "shop/Label"));
        assertNull(Explain.why(bytes("Gift"), "shop/Base"));
    }

    @Test
    void indexFindsUsersOfClassesAndMembers() throws Exception {
        ReferenceIndex<String> index = new ReferenceIndex<>();
        for (String name : List.of("Base", "User", "Special", "Gift", "User$Pair")) index.put(name, ReferenceScanner.scan(bytes(name)));
        assertEquals(5, index.size());
        assertEquals(Set.of("User"), index.usersOf("shop/Base").keySet());
        assertEquals(EnumSet.of(ReferenceKind.NEW, ReferenceKind.ARRAY, ReferenceKind.EXTENDS, ReferenceKind.DESCRIPTOR,
                ReferenceKind.METHOD_TYPE, ReferenceKind.SIGNATURE), index.usersOf("shop/Base").get("User"));
        assertEquals(Map.of("User", EnumSet.of(ReferenceKind.CALL_STATIC)), index.usersOfMember("shop/Base", "vat", "()I"));
        assertEquals(EnumSet.of(ReferenceKind.CALL_VIRTUAL, ReferenceKind.CALL_SPECIAL, ReferenceKind.HANDLE_VIRTUAL),
                index.usersOfMember("shop/Base", "net", "()I").get("User"));
        assertEquals(EnumSet.of(ReferenceKind.ANNOTATION_ELEMENT), index.usersOfMember("shop/Label", "text", "").get("User"));
        assertEquals(Set.of("Special", "User$Pair"), index.usersOf("shop/User").keySet());
        assertEquals(Map.of(), index.usersOfMember("shop/Base", "vat", "()J"));
        assertTrue(index.bytes() > 0);
    }

    @Test
    void indexForgetsAndReplaces() throws Exception {
        ReferenceIndex<Integer> index = new ReferenceIndex<>();
        ClassReferences user = ReferenceScanner.scan(bytes("User"));
        ClassReferences gift = ReferenceScanner.scan(bytes("Gift"));
        for (int i = 0; i < 500; i++) index.put(i, i % 2 == 0 ? user : gift);
        assertEquals(250, index.usersOf("shop/Base").size());
        for (int i = 0; i < 500; i += 4) index.remove(i);
        index.put(2, gift);
        index.remove(10_000);
        assertEquals(375, index.size());
        assertEquals(124, index.usersOf("shop/Base").size());
        assertFalse(index.contains(0));
        assertTrue(index.usersOf("shop/Base").keySet().stream().allMatch(k -> k % 4 == 2 && k != 2));
    }

    @Test
    void indexIsCompactOnRealLibraries() throws Exception {
        List<ClassReferences> all = new ArrayList<>();
        for (byte[] bytes : new JarWorld(Corpus.libraries().toArray(new Path[0])).all()) all.add(ReferenceScanner.scan(bytes));
        ReferenceIndex<Integer> index = new ReferenceIndex<>();
        for (int i = 0; i < 20_000; i++) index.put(i, all.get(i % all.size()));
        long perClass = index.bytes() / index.size();
        assertTrue(perClass < 1536, perClass + " bytes a class");
        int users = index.usersOf("com/google/gson/JsonElement").size();
        long exact = all.stream().filter(r -> !r.internalName().equals("com/google/gson/JsonElement")
                && r.references().stream().anyMatch(x -> x.owner().equals("com/google/gson/JsonElement"))).count();
        assertTrue(users >= exact * (20_000 / all.size()) && users <= exact * (20_000 / all.size() + 1), users + " users, " + exact + " exact");
    }
}
