package dev.molt.test.evolve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.engine.statics.EnumChange;
import dev.molt.engine.statics.EnumMend;
import dev.molt.engine.statics.SwitchTables;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sun.misc.Unsafe;

/** Enums whose constants change, and the switches that know them. */
class EnumMendTest {
    private static final String USER = "package e;\npublic class User { public static int f(E x) { switch (x) { case X: return 1; case Y: return 2;"
            + " case Z: return 3; default: return 0; } } }\n";
    private static final String OTHER = "package e;\npublic enum O { P, Q; static int g(O o) { switch (o) { case P: return 1; default: return 2; } } }\n";
    private static final String ENUM = "package e;\npublic enum E { X, Y, Z; static Object go() { return User.f(X) + User.f(Y) + User.f(Z); } }\n";

    static List<Integer> releases() {
        return Version.releases();
    }

    /** The lookup that the agent opens for itself; tests that run in no agent get it like this. */
    private static MethodHandles.Lookup trusted() throws Exception {
        Field own = Unsafe.class.getDeclaredField("theUnsafe");
        own.setAccessible(true);
        Unsafe unsafe = (Unsafe) own.get(null);
        Field lookup = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
        return (MethodHandles.Lookup) unsafe.getObject(unsafe.staticFieldBase(lookup), unsafe.staticFieldOffset(lookup));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void tablesAreFoundWithTheirCasesAndReaders(int release) {
        Version v = Version.of(release, USER, OTHER, ENUM);
        List<SwitchTables.Table> tables = SwitchTables.of("e/E", v.files().values());
        assertEquals(1, tables.size(), tables::toString);
        assertEquals("e/User$1", tables.get(0).owner());
        assertEquals(Map.of("X", 1, "Y", 2, "Z", 3), tables.get(0).cases());
        assertEquals(Set.of("e/User"), tables.get(0).readers());
    }

    @Test
    void ordinalsCachesAndTablesFollowTheChangeAndComeBack() throws Exception {
        Version v = Version.of(17, USER, ENUM);
        ClassLoader loader = v.load();
        Class<?> type = loader.loadClass("e.E");
        Class<?> user = loader.loadClass("e.User");
        Method f = user.getDeclaredMethod("f", type);
        Object[] old = type.getEnumConstants();
        assertEquals(1, f.invoke(null, old[0]));
        SwitchTables.Table table = SwitchTables.of("e/E", v.files().values()).get(0);
        Class<?> owner = loader.loadClass(table.owner().replace('/', '.'));

        EnumMend mend = new EnumMend(trusted());
        Runnable renumbered = mend.renumber(type, new EnumChange("e/E", List.of("X", "Y", "Z"), List.of("Z", "X")));
        setValues(type, old[2], old[0]);
        mend.forgetCaches(type);
        EnumMend.Rebuilt rebuilt = mend.rebuild(owner, table, type);
        assertFalse(rebuilt.replaced());
        assertEquals(List.of(1, 2, 0), List.of(ordinal(old[0]), ordinal(old[1]), ordinal(old[2])));
        assertArrayEquals(new Object[] {old[2], old[0]}, type.getEnumConstants());
        assertThrows(IllegalArgumentException.class, () -> valueOf(type, "Y"));
        assertEquals(1, f.invoke(null, old[0]));
        assertEquals(0, f.invoke(null, old[1]), "a removed constant is none that the switch knows");
        assertEquals(3, f.invoke(null, old[2]));

        rebuilt.undo().run();
        setValues(type, old);
        renumbered.run();
        mend.forgetCaches(type);
        assertEquals(List.of(0, 1, 2), List.of(ordinal(old[0]), ordinal(old[1]), ordinal(old[2])));
        assertEquals(old[1], valueOf(type, "Y"));
        for (int i = 0; i < 3; i++) assertEquals(i + 1, f.invoke(null, old[i]));
    }

    @Test
    void aTableThatIsTooShortIsReplaced() throws Throwable {
        Version v = Version.of(17, USER, ENUM);
        ClassLoader loader = v.load();
        Class<?> type = loader.loadClass("e.E");
        Method f = loader.loadClass("e.User").getDeclaredMethod("f", type);
        Object[] old = type.getEnumConstants();
        f.invoke(null, old[0]);
        EnumMend mend = new EnumMend(trusted());
        mend.renumber(type, new EnumChange("e/E", List.of("X", "Y", "Z"), List.of("X", "NEW", "Y", "Z")));
        Object made = trusted().findConstructor(type, MethodType.methodType(void.class, String.class, int.class)).invokeWithArguments("NEW", 1);
        setValues(type, old[0], made, old[1], old[2]);
        SwitchTables.Table table = SwitchTables.of("e/E", v.files().values()).get(0);
        EnumMend.Rebuilt rebuilt = mend.rebuild(loader.loadClass("e.User$1"), table, type);
        assertTrue(rebuilt.replaced());
        assertEquals(List.of(1, 0, 2, 3), List.of(f.invoke(null, old[0]), f.invoke(null, made), f.invoke(null, old[1]), f.invoke(null, old[2])));
    }

    private static int ordinal(Object constant) {
        return ((Enum<?>) constant).ordinal();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object valueOf(Class<?> type, String name) {
        return Enum.valueOf((Class) type, name);
    }

    private static void setValues(Class<?> type, Object... values) throws Exception {
        Object array = Array.newInstance(type, values.length);
        System.arraycopy(values, 0, array, 0, values.length);
        try {
            trusted().findStaticSetter(type, "$VALUES", array.getClass()).invokeWithArguments(List.of(array));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
