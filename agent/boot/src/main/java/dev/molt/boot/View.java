package dev.molt.boot;

import java.io.NotSerializableException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.EnumMap;
import java.util.EnumSet;

/**
 * What methods of the JDK call while some class has evolved. Each method answers with its first argument unless an evolved class is
 * concerned, and none initialises a class of the application. In a {@link Transformation} the answers are those of the VM; what the JDK
 * caches is asked for a second time, on its way out of the cache.
 */
public final class View {
    private static final String COMPANION = "$Molt";

    private static volatile LogicalView view;
    private static WeakReference<Class<?>>[] changed;

    private View() {}

    /** Called by the engine before the first evolved class is published, and with null when the last one is gone. */
    public static void install(LogicalView engine) {
        view = engine;
    }

    static LogicalView engine() {
        return view;
    }

    /** The enums whose constants are not those that the VM loaded, or were not for a while; null when there are none. */
    public static void changed(WeakReference<Class<?>>[] enums) {
        changed = enums;
    }

    public static Method[] methods(Method[] physical, Class<?> type, boolean publicOnly) {
        LogicalView v = view;
        return v == null ? physical : v.methods(type, physical, publicOnly);
    }

    public static Field[] fields(Field[] physical, Class<?> type, boolean publicOnly) {
        LogicalView v = view;
        return v == null ? physical : v.fields(type, physical, publicOnly);
    }

    public static Constructor<?>[] constructors(Constructor<?>[] physical, Class<?> type, boolean publicOnly) {
        LogicalView v = view;
        return v == null ? physical : v.constructors(type, physical, publicOnly);
    }

    public static Method[] methodsHere(Method[] logical, Class<?> type, boolean publicOnly) {
        LogicalView v = view;
        return v == null || !Transformation.here() ? logical : v.methodsOfVm(type, logical, publicOnly);
    }

    public static Field[] fieldsHere(Field[] logical, Class<?> type, boolean publicOnly) {
        LogicalView v = view;
        return v == null || !Transformation.here() ? logical : v.fieldsOfVm(type, logical, publicOnly);
    }

    public static Constructor<?>[] constructorsHere(Constructor<?>[] logical, Class<?> type, boolean publicOnly) {
        LogicalView v = view;
        return v == null || !Transformation.here() ? logical : v.constructorsOfVm(type, logical, publicOnly);
    }

    /** As {@link Class#isInterface}. */
    public static boolean isInterface(Class<?> type) {
        LogicalView v = view;
        return type.isInterface() && (v == null || Transformation.here() || v.isInterface(type));
    }

    public static Class<?>[] interfacesHere(Class<?>[] logical, Class<?> type) {
        LogicalView v = view;
        return v == null || !Transformation.here() ? logical : v.interfacesOfVm(type, logical);
    }

    public static RecordComponent[] components(RecordComponent[] physical, Class<?> type) {
        LogicalView v = view;
        return v == null || Transformation.here() ? physical : v.components(type, physical);
    }

    public static Class<?>[] permitted(Class<?>[] physical, Class<?> type) {
        LogicalView v = view;
        return v == null || Transformation.here() ? physical : v.permitted(type, physical);
    }

    public static Class<?>[] memberClasses(Class<?>[] physical, Class<?> type) {
        LogicalView v = view;
        return v == null || Transformation.here() ? physical : v.memberClasses(type, physical);
    }

    public static Class<?> nestHost(Class<?> physical, Class<?> type) {
        LogicalView v = view;
        return v == null || Transformation.here() ? physical : v.nestHost(type, physical);
    }

    public static Class<?>[] nestMembers(Class<?>[] physical, Class<?> type) {
        LogicalView v = view;
        return v == null || Transformation.here() ? physical : v.nestMembers(type, physical);
    }

    /** Whether core reflection lets a class access the private members of another one. */
    public static boolean nestMates(boolean physical, Class<?> one, Class<?> other) {
        return physical || view != null && one.getNestHost() == other.getNestHost();
    }

    public static Class<?> superclass(Class<?> physical, Class<?> type) {
        LogicalView v = view;
        return v == null ? physical : v.superclass(type, physical);
    }

    public static Class<?>[] interfaces(Class<?>[] physical, Class<?> type) {
        LogicalView v = view;
        return v == null ? physical : v.interfaces(type, physical);
    }

    public static String signature(String physical, Class<?> type) {
        LogicalView v = view;
        return v == null ? physical : v.signature(type, physical);
    }

    public static boolean record(boolean physical, Class<?> type) {
        LogicalView v = view;
        return v == null || Transformation.here() ? physical : v.record(type, physical);
    }

    /** The flags of a class, as its default serial version UID counts them. */
    public static int modifiers(int physical, Class<?> type) {
        LogicalView v = view;
        return v == null ? physical : v.modifiers(type, physical);
    }

    /** Whether a class has a static initialiser. */
    public static boolean initialiser(boolean physical, Class<?> type) {
        LogicalView v = view;
        return v == null ? physical : v.initialiser(type, physical);
    }

    /** Under what an object stream knows a field: its offset, or a key of {@link Streams}. */
    public static long key(Object unsafe, Field field) {
        return view.key(unsafe, field);
    }

    /**
     * Called with each object that a stream is about to write as one of the VM's class.
     *
     * @throws NotSerializableException when that is not its class: whoever read it would get another object
     */
    public static void written(Object object) throws NotSerializableException {
        LogicalView v = view;
        Class<?> type = v == null ? object.getClass() : v.classOf(object);
        if (type == object.getClass()) return;
        throw new NotSerializableException(type.getName() + ": a live update made it a subclass of a class that the VM loaded as final or sealed;"
                + " its objects can be written after a restart");
    }

    /** Called with each object that a stream makes. */
    public static Object created(Object object) {
        LogicalView v = view;
        if (v != null && object != null) v.created(object);
        return object;
    }

    public static Executable mirror(Executable member) {
        LogicalView v = view;
        return v == null ? member : v.mirror(member);
    }

    public static Field mirror(Field member) {
        LogicalView v = view;
        return v == null ? member : v.mirror(member);
    }

    public static Parameter[] parameters(Parameter[] physical, Executable member) {
        LogicalView v = view;
        return v == null || physical == null ? physical : v.parameters(member, physical);
    }

    public static Class<?> pool(Class<?> declaring, Object member) {
        LogicalView v = view;
        return v == null ? declaring : v.pool(declaring, member);
    }

    /**
     * The member, on its way to native code that finds it by its slot.
     *
     * @throws UnsupportedOperationException when the VM does not know the member, and would crash or answer for another one
     */
    public static Object known(Object member) {
        LogicalView v = view;
        if (v == null || !(member instanceof Member) || v.known(member)) return member;
        throw new UnsupportedOperationException(member + " was added by a live update: it has no place of its own in the VM");
    }

    /**
     * The field, on its way to native code that tells its offset in an object.
     *
     * @throws UnsupportedOperationException as {@link #known(Object)}
     */
    public static Field instanceField(Field field) {
        LogicalView v = view;
        if (v == null || field == null || v.known(field)) return field;
        if (Modifier.isStatic(field.getModifiers())) throw new IllegalArgumentException(); // as the VM does
        return (Field) known(field);
    }

    /** The field, on its way to native code that tells where a static field is: the one in which the VM keeps it. */
    public static Field staticField(Field field) {
        LogicalView v = view;
        if (v == null || field == null || v.known(field)) return field;
        if (!Modifier.isStatic(field.getModifiers())) throw new IllegalArgumentException();
        return v.kept(field);
    }

    /** As {@link #known(Object)}, of the field with this name that the class declares, should there be one. */
    public static void instanceField(Class<?> type, String name) {
        LogicalView v = view;
        Field added = v == null || type == null || name == null ? null : v.added(type, name);
        if (added != null) known(added);
    }

    /** The offset of an instance or static field, and -1 where it has none in its class. */
    public static long offset(Object unsafe, Field field) {
        LogicalView v = view;
        return v.known(field) ? v.offset(unsafe, field) : -1;
    }

    /** The class that a frame or a caller is to be seen as. */
    public static Class<?> shown(Class<?> type) {
        if (type == null || !isCompanion(type.getName())) return type;
        LogicalView v = view;
        return v == null ? type : v.logical(type);
    }

    /** The name that a frame's class is to be seen under. */
    public static String shown(String className) {
        return className != null && isCompanion(className) ? className.substring(0, className.lastIndexOf(COMPANION)) : className;
    }

    private static boolean isCompanion(String name) {
        int i = name.length() - 1;
        if (i < COMPANION.length() || !digit(name.charAt(i))) return false;
        while (digit(name.charAt(i))) i--;
        return name.startsWith(COMPANION, i - COMPANION.length() + 1);
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether a stack walk leaves out frames of this class unless it is asked for reflection frames. */
    public static boolean hidden(boolean hidden, Class<?> type) {
        return hidden || Traces.isOurs(type.getName());
    }

    /** Whether a stack walk leaves out this frame, which may be a helper of ours in a companion, or lead to a constructor's body there. */
    public static boolean hidden(boolean hidden, Class<?> type, Object[] frames, int index) {
        if (hidden || !(frames[index] instanceof StackWalker.StackFrame frame)) return hidden;
        if (isCompanion(type.getName())) return Traces.isHelper(frame);
        return index > 0 && frames[index - 1] instanceof StackWalker.StackFrame inner && Traces.isLead(frame, inner, type);
    }

    /** Called at the entry of the methods of EnumMap and EnumSet. */
    public static void mend(Object collection, Object[] universe) {
        WeakReference<Class<?>>[] enums = changed;
        if (enums == null) return;
        Class<?> type = universe.getClass().getComponentType();
        for (WeakReference<Class<?>> reference : enums) {
            if (reference.refersTo(type)) mend(collection);
        }
    }

    /** Called with what those methods are given. */
    public static void mendOther(Object other) {
        if (changed != null && (other instanceof EnumMap || other instanceof EnumSet)) mend(other);
    }

    private static void mend(Object collection) {
        LogicalView v = view;
        if (v != null) v.mend(collection);
    }
}
