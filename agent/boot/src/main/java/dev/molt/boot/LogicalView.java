package dev.molt.boot;

import java.io.ObjectStreamField;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;

/**
 * The engine's side of {@link View}: what the JDK is to see of classes whose logical shape is not that of the VM.
 *
 * <p>The reflective objects handed in and out are root objects, those that {@code java.lang.Class} caches. Every method answers with
 * what it was given where a class never evolved.
 */
public interface LogicalView {
    /** The methods that a class declares, those of the VM given. */
    Method[] methods(Class<?> type, Method[] physical, boolean publicOnly);

    /** The fields that a class declares. */
    Field[] fields(Class<?> type, Field[] physical, boolean publicOnly);

    /** The constructors that a class declares. */
    Constructor<?>[] constructors(Class<?> type, Constructor<?>[] physical, boolean publicOnly);

    /** The methods as the VM knows them, those that the class has to the program given. */
    Method[] methodsOfVm(Class<?> type, Method[] logical, boolean publicOnly);

    /** The fields as the VM knows them. */
    Field[] fieldsOfVm(Class<?> type, Field[] logical, boolean publicOnly);

    /** The constructors as the VM knows them. */
    Constructor<?>[] constructorsOfVm(Class<?> type, Constructor<?>[] logical, boolean publicOnly);

    /** The direct superinterfaces as the VM knows them. */
    Class<?>[] interfacesOfVm(Class<?> type, Class<?>[] logical);

    /** The components of a record class (JVMS 4.7.30). */
    RecordComponent[] components(Class<?> type, RecordComponent[] physical);

    /** The permitted subclasses of a sealed class (JVMS 4.7.31), or null. */
    Class<?>[] permitted(Class<?> type, Class<?>[] physical);

    /** As {@link Class#getDeclaredClasses}. */
    Class<?>[] memberClasses(Class<?> type, Class<?>[] physical);

    /** The host of the nest that a class belongs to (JVMS 5.4.4). */
    Class<?> nestHost(Class<?> type, Class<?> physical);

    /** The members of the nest that a class belongs to, its host first. */
    Class<?>[] nestMembers(Class<?> type, Class<?>[] physical);

    /** Whether what the VM knows as an interface is one. */
    boolean isInterface(Class<?> type);

    /** The direct superclass of a class. */
    Class<?> superclass(Class<?> type, Class<?> physical);

    /** The direct superinterfaces of a class. */
    Class<?>[] interfaces(Class<?> type, Class<?>[] physical);

    /** The generic signature of a class, or null. */
    String signature(Class<?> type, String physical);

    /** Whether a class is a record class. */
    boolean record(Class<?> type, boolean physical);

    /** The flags of a class (JVMS 4.1), of a nested one those of JVMS 4.7.6. */
    int modifiers(Class<?> type, int physical);

    /** Whether a class has a static initialiser. */
    boolean initialiser(Class<?> type, boolean physical);

    /** The offset of an instance field, or a key below {@link Streams#LAST_KEY} where it has none. */
    long key(Object unsafe, Field field);

    /** The class that an object is of, which may be one that the VM does not have. */
    Class<?> classOf(Object object);

    /** An object stream made an object without running constructors of its serializable classes: their fields are to be 0, false or null. */
    void created(Object object);

    /** Writes the values of the primitive fields of an object where the stream fields say (Java Object Serialization, 6.4.2). */
    void readPrimitives(ObjectStreamField[] fields, Object object, byte[] values);

    void writePrimitives(ObjectStreamField[] fields, Object object, byte[] values);

    void readObjects(ObjectStreamField[] fields, Object object, Object[] values);

    /** @param check whether to check the types only */
    void writeObjects(ObjectStreamField[] fields, Object object, Object[] values, boolean check);

    /** The member that native code may be asked about instead of this one: the same, or one that the VM knows. */
    Executable mirror(Executable member);

    /** As {@link #mirror(Executable)}. */
    Field mirror(Field member);

    /** Parameters that the VM made for the mirror of a member, as that member's own. */
    Parameter[] parameters(Executable member, Parameter[] physical);

    /** The class whose constant pool the annotations of a member (or of a record component) refer to. */
    Class<?> pool(Class<?> declaring, Object member);

    /** Whether the VM has this member under its slot. */
    boolean known(Object member);

    /** The field of that name that a class declares, where the VM does not know it; else null. */
    Field added(Class<?> type, String name);

    /** The field of another class that holds the value of an added static field. */
    Field kept(Field added);

    /** The offset of a field that the VM knows. */
    long offset(Object unsafe, Field field);

    /** The class that a companion stands for. */
    Class<?> logical(Class<?> companion);

    /** Brings an EnumMap or EnumSet up to date whose universe is that of an earlier version of its enum. */
    void mend(Object collection);
}
