package dev.molt.engine.view;

import dev.molt.engine.view.Hook.Call;
import dev.molt.engine.view.Hook.Load;
import dev.molt.engine.view.Hook.Load.Asked;
import dev.molt.engine.view.Hook.Load.Local;
import dev.molt.engine.view.Hook.Load.OfThis;
import dev.molt.engine.view.Hook.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Type;

/** Which methods of the JDK ask {@link dev.molt.boot.View}, in JDK 17 and later. */
final class JdkHooks {
    private static final String VIEW = "dev/molt/boot/View";
    private static final String TRACES = "dev/molt/boot/Traces";
    private static final String SERIAL_FORMS = "dev/molt/boot/SerialForms";
    private static final String CLASS = "Ljava/lang/Class;";
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String ELEMENTS = "[Ljava/lang/StackTraceElement;";
    private static final Local THIS = local(0, OBJECT);

    private final Map<String, List<Hook>> byClass = new LinkedHashMap<>();

    private JdkHooks() {}

    /** By internal name of the class. */
    static Map<String, List<Hook>> all() {
        JdkHooks hooks = new JdkHooks();
        hooks.listing();
        hooks.slots();
        hooks.annotations();
        hooks.frames();
        hooks.callers();
        hooks.enums();
        hooks.streams();
        hooks.lambdas();
        hooks.lookups();
        hooks.updaters();
        hooks.transformers();
        return hooks.byClass;
    }

    /**
     * Hooks that keep members which only we know away from native code: for as long as somebody may have such a member.
     *
     * @param enums whether there may be enum collections with constants of a version that is gone
     */
    static Map<String, List<Hook>> guards(boolean enums) {
        JdkHooks hooks = new JdkHooks();
        if (enums) hooks.enums();
        hooks.slots();
        hooks.annotations();
        hooks.streams();
        return hooks.byClass;
    }

    private void listing() {
        String type = "java/lang/Class";
        lists(type, "privateGetDeclaredMethods", "getDeclaredMethods0", "methods", "[Ljava/lang/reflect/Method;");
        lists(type, "privateGetDeclaredFields", "getDeclaredFields0", "fields", "[Ljava/lang/reflect/Field;");
        lists(type, "privateGetDeclaredConstructors", "getDeclaredConstructors0", "constructors", "[Ljava/lang/reflect/Constructor;");
        ofClass(type, "getRecordComponents", "getRecordComponents0", "components", "[Ljava/lang/reflect/RecordComponent;");
        add(type, List.of("privateGetPublicMethods", "privateGetPublicFields", "getMethodsRecursive", "getField0", "getGenericSuperclass",
                "createAnnotationData"), new Place.After(type, "getSuperclass"), List.of(THIS), view("superclass", "(" + CLASS + CLASS + ")" + CLASS));
        ofClass(type, "getPermittedSubclasses", "getPermittedSubclasses0", "permitted", "[Ljava/lang/Class;");
        add(type, "isDirectSubType", new Place.After(type, "getSuperclass"), List.of(local(1, CLASS)), view("superclass", "(" + CLASS + CLASS + ")" + CLASS));
        ofClass(type, "getDeclaredClasses", "getDeclaredClasses0", "memberClasses", "[Ljava/lang/Class;");
        ofClass(type, "getNestHost", "getNestHost0", "nestHost", CLASS);
        ofClass(type, "getNestMembers", "getNestMembers0", "nestMembers", "[Ljava/lang/Class;");
        add(type, "cast", new Place.Instead(type, "isInstance"), List.of(), new Call("dev/molt/boot/Types", "isInstance", "(" + CLASS + OBJECT + ")Z"));
        ofClass(type, "getInterfaces", "getInterfaces0", "interfaces", "[Ljava/lang/Class;");
        add(type, "getInterfaces(Z)[" + CLASS, new Place.Return(), List.of(THIS), view("interfacesHere", "([" + CLASS + CLASS + ")[" + CLASS));
        ofClass(type, "getGenericInfo", "getGenericSignature0", "signature", "Ljava/lang/String;");
        add(type, "*", new Place.Instead(type, "isInterface"), List.of(), view("isInterface", "(" + CLASS + ")Z"));
        add("java/lang/reflect/Method", "isDefault", new Place.Instead(type, "isInterface"), List.of(), view("isInterface", "(" + CLASS + ")Z"));
        add(type, "isRecord", new Place.Return(), List.of(THIS), view("record", "(Z" + CLASS + ")Z"));
    }

    private void lists(String type, String method, String query, String call, String array) {
        Call logical = view(call, "(" + array + CLASS + "Z)" + array);
        add(type, method, new Place.After(type, query), List.of(THIS, local(1, "Z")), logical);
        add(type, method, new Place.Return(), List.of(THIS, local(1, "Z")), view(call + "Here", logical.descriptor()));
    }

    private void ofClass(String type, String method, String query, String call, String result) {
        add(type, method, new Place.After(type, query), List.of(THIS), view(call, "(" + result + CLASS + ")" + result));
    }

    private void slots() {
        String executable = "java/lang/reflect/Executable";
        Call mirror = view("mirror", "(L" + executable + ";)L" + executable + ";");
        String parameters = "[Ljava/lang/reflect/Parameter;";
        add(executable, List.of("privateGetParameters|parameterData"), new Place.Before(executable, "getParameters0"), List.of(), mirror);
        add(executable, List.of("privateGetParameters|parameterData"), new Place.After(executable, "getParameters0"), List.of(THIS),
                view("parameters", "(" + parameters + "L" + executable + ";)" + parameters));
        String constructor = "java/lang/reflect/Constructor";
        add(executable, "*", new Place.Before(executable, "getTypeAnnotationBytes0"), List.of(), mirror);
        add(constructor, "*", new Place.Before(constructor, "getTypeAnnotationBytes0"), List.of(), mirror);
        String field = "Ljava/lang/reflect/Field;";
        add("java/lang/reflect/Field", "*", new Place.Before("java/lang/reflect/Field", "getTypeAnnotationBytes0"), List.of(),
                view("mirror", "(" + field + ")" + field));
        add("java/lang/invoke/MemberName", "<init>", new Place.Before("java/lang/invoke/MethodHandleNatives", "init"), List.of(),
                view("known", "(" + OBJECT + ")" + OBJECT));
        String unsafe = "jdk/internal/misc/Unsafe";
        Map.of("objectFieldOffset0", "instanceField", "staticFieldOffset0", "staticField", "staticFieldBase0", "staticField").forEach(
                (name, call) -> add(unsafe, "*", new Place.Before(unsafe, name), List.of(), view(call, "(" + field + ")" + field)));
        String named = "(" + CLASS + "Ljava/lang/String;)";
        add(unsafe, "objectFieldOffset" + named + "J", new Place.Entry(), List.of(local(1, CLASS), local(2, "Ljava/lang/String;")),
                view("instanceField", named + "V"));
        for (String name : List.of("objectFieldOffset", "staticFieldOffset")) {
            add("java/lang/invoke/VarHandles", "*", new Place.Instead(unsafe, name), List.of(), view("offset", "(" + OBJECT + field + ")J"));
        }
    }

    private void annotations() {
        for (String type : List.of("Executable", "Method", "Constructor", "Field", "RecordComponent")) {
            add("java/lang/reflect/" + type, "*", new Place.Before("jdk/internal/access/JavaLangAccess", "getConstantPool"), List.of(THIS),
                    view("pool", "(" + CLASS + OBJECT + ")" + CLASS));
        }
        add("sun/reflect/annotation/TypeAnnotationParser", "*", new Place.Before("jdk/internal/access/JavaLangAccess", "getConstantPool"),
                List.of(local(0, OBJECT)), view("pool", "(" + CLASS + OBJECT + ")" + CLASS));
    }

    private void frames() {
        String element = "java/lang/StackTraceElement";
        OfThis name = new OfThis(element, "declaringClass", "Ljava/lang/String;");
        add(element, List.of("computeFormat"), new Place.Entry(), List.of(name), view("shown", "(Ljava/lang/String;)Ljava/lang/String;"),
                name);
        OfThis method = new OfThis(element, "methodName", "Ljava/lang/String;");
        add(element, List.of("computeFormat"), new Place.Entry(), List.of(method),
                new Call(TRACES, "method", "(Ljava/lang/String;)Ljava/lang/String;"), method);
        Call shown = new Call(TRACES, "shown", "(" + ELEMENTS + ")" + ELEMENTS);
        add(element, List.of(String.join("|", "of(Ljava/lang/Throwable;I)" + ELEMENTS, "of(Ljava/lang/Object;I)" + ELEMENTS,
                "of(" + ELEMENTS + ")" + ELEMENTS)), new Place.Return(), List.of(), shown);
        add("java/lang/Thread", List.of("getStackTrace|getAllStackTraces"), new Place.After("java/lang/Thread", "dumpThreads"), List.of(),
                new Call(TRACES, "shown", "([" + ELEMENTS + ")[" + ELEMENTS));
        String factory = "java/lang/StackStreamFactory";
        add(factory, "isReflectionFrame", new Place.Return(), List.of(THIS), view("hidden", "(Z" + CLASS + ")Z"));
        String buffer = "java/lang/StackStreamFactory$FrameBuffer";
        OfThis frames = new OfThis(factory + "$AbstractStackWalker", "frameBuffer", "L" + buffer + ";");
        add(factory + "$AbstractStackWalker", "peekFrame", new Place.After(factory, "isReflectionFrame"),
                List.of(local(1, CLASS), new Asked(frames, buffer, "frames", "()[" + OBJECT), new Asked(frames, buffer, "getIndex", "()I")),
                view("hidden", "(Z" + CLASS + "[" + OBJECT + "I)Z"));
    }

    private void callers() {
        Call shown = view("shown", "(" + CLASS + ")" + CLASS);
        if (Runtime.version().feature() >= 22) {
            frame("java/lang/StackFrameInfo", shown, "getClassName");
            frame("java/lang/ClassFrameInfo", shown, "getClassName", "getDeclaringClass");
        } else {
            frame("java/lang/StackFrameInfo", shown, "getClassName", "getDeclaringClass");
        }
        add("java/lang/StackFrameInfo", "getMethodName", new Place.Return(), List.of(),
                new Call(TRACES, "method", "(Ljava/lang/String;)Ljava/lang/String;"));
        add("java/lang/StackWalker", "getCallerClass", new Place.Return(), List.of(), shown);
        Local caller = local(0, CLASS);
        String reflection = "jdk/internal/reflect/Reflection";
        add(reflection, List.of("verifyMemberAccess"), new Place.Entry(), List.of(caller), shown, caller);
        add(reflection, "verifyMemberAccess", new Place.After(reflection, "areNestMates"), List.of(caller, local(1, CLASS)),
                view("nestMates", "(Z" + CLASS + CLASS + ")Z"));
    }

    private void frame(String type, Call shown, String... methods) {
        add(type, List.of(methods), new Place.After(type, "declaringClass"), List.of(), shown);
    }

    private void enums() {
        Call mend = view("mend", "(" + OBJECT + "[" + OBJECT + ")V");
        List<Load> map = List.of(THIS, new OfThis("java/util/EnumMap", "keyUniverse", "[Ljava/lang/Enum;"));
        add("java/util/EnumMap", List.of("size", "containsValue", "containsKey", "get", "put", "remove", "putAll", "clear", "keySet", "values",
                "entrySet", "equals", "hashCode", "clone", "writeObject", "containsMapping", "removeMapping"), new Place.Entry(), map, mend);
        Call mendOther = view("mendOther", "(" + OBJECT + ")V");
        List<Local> other = List.of(local(1, OBJECT));
        add("java/util/EnumMap", List.of("putAll", "equals"), new Place.Entry(), other, mendOther);
        List<Load> set = List.of(THIS, new OfThis("java/util/EnumSet", "universe", "[Ljava/lang/Enum;"));
        for (String type : List.of("java/util/RegularEnumSet", "java/util/JumboEnumSet")) {
            add(type, List.of("addRange", "addAll", "complement", "iterator", "size", "isEmpty", "contains", "add", "remove", "containsAll",
                    "removeAll", "retainAll", "clear", "equals"), new Place.Entry(), set, mend);
            add(type, List.of("containsAll", "addAll(Ljava/util/Collection;)Z", "removeAll", "retainAll", "equals"), new Place.Entry(), other,
                    mendOther);
        }
    }

    private void lookups() {
        String type = "java/lang/invoke/MethodHandles$Lookup";
        String name = "Ljava/lang/String;";
        String descriptor = "Ljava/lang/invoke/MethodType;";
        String method = "Ljava/lang/invoke/MethodHandle;";
        String variable = "Ljava/lang/invoke/VarHandle;";
        for (String find : List.of("findStatic", "findVirtual")) asks(type, find, method, CLASS, name, descriptor);
        asks(type, "findSpecial", method, CLASS, name, descriptor, CLASS);
        asks(type, "bind", method, OBJECT, name, descriptor);
        asks(type, "findConstructor", method, CLASS, descriptor);
        for (String find : List.of("findGetter", "findSetter", "findStaticGetter", "findStaticSetter")) {
            asks(type, find, method, CLASS, name, CLASS);
        }
        for (String find : List.of("findVarHandle", "findStaticVarHandle")) asks(type, find, variable, CLASS, name, CLASS);
        asks(type, "unreflect", method, "Ljava/lang/reflect/Method;");
        asks(type, "unreflectSpecial", method, "Ljava/lang/reflect/Method;", CLASS);
        asks(type, "unreflectConstructor", method, "Ljava/lang/reflect/Constructor;");
        for (String find : List.of("unreflectGetter", "unreflectSetter")) asks(type, find, method, "Ljava/lang/reflect/Field;");
        asks(type, "unreflectVarHandle", variable, "Ljava/lang/reflect/Field;");
        asks(type, "revealDirect", "Ljava/lang/invoke/MethodHandleInfo;", method);
        String lambdas = "java/lang/invoke/InnerClassLambdaMetafactory";
        OfThis byHandle = new OfThis(lambdas, "useImplMethodHandle", "Z");
        add(lambdas, List.of("<init>"), new Place.Return(), List.of(byHandle, new OfThis(lambdas, "implementation", method)),
                new Call("dev/molt/boot/Lookups", "byHandle", "(Z" + method + ")Z"), byHandle);
        String constant = "(L" + type + ";" + name + CLASS + CLASS + ")" + OBJECT;
        add("java/lang/invoke/ConstantBootstraps", List.of("getStaticFinal" + constant), new Place.Answer(),
                List.of(local(0, OBJECT), local(1, name), local(2, CLASS), local(3, CLASS)),
                new Call("dev/molt/boot/Lookups", "getStaticFinal", constant));
    }

    private void updaters() {
        String name = "Ljava/lang/String;";
        for (String kind : List.of("Integer", "Long", "Reference")) {
            String type = "java/util/concurrent/atomic/Atomic" + kind + "FieldUpdater";
            String arguments = kind.equals("Reference") ? CLASS + CLASS + name : CLASS + name;
            List<Load> loads = kind.equals("Reference") ? List.of(local(0, CLASS), local(1, CLASS), local(2, name))
                    : List.of(local(0, CLASS), local(1, name));
            String descriptor = "(" + arguments + ")L" + type + ";";
            add(type, List.of("newUpdater" + descriptor), new Place.Answer(), loads, new Call("dev/molt/boot/Updaters", "of" + kind, descriptor));
        }
    }

    /** The method asks the one of the same name in our boot class, with itself and its own arguments. */
    private void asks(String type, String method, String result, String... arguments) {
        List<Load> loads = new ArrayList<>(List.of(THIS));
        for (int i = 0; i < arguments.length; i++) loads.add(local(i + 1, arguments[i]));
        String descriptor = String.join("", arguments) + ")" + result;
        add(type, List.of(method + "(" + descriptor), new Place.Answer(), loads,
                new Call("dev/molt/boot/Lookups", method, "(L" + type + ";" + descriptor));
    }

    /** Agents are handed the class files of the VM, and compare them with what reflection tells. */
    private void transformers() {
        Local type = local(4, CLASS);
        String method = "transform(Ljava/lang/Module;Ljava/lang/ClassLoader;Ljava/lang/String;" + CLASS + "Ljava/security/ProtectionDomain;[BZ)[B";
        Map.of("begin", new Place.Entry(), "end", new Place.Return()).forEach((call, place) -> add("sun/instrument/InstrumentationImpl", method, place,
                List.of(THIS, type), new Call("dev/molt/boot/Transformation", call, "(" + OBJECT + CLASS + ")V")));
    }

    private void streams() {
        String type = "java/io/ObjectStreamClass";
        String suid = "computeDefaultSUID";
        add(type, suid, new Place.After("java/lang/Class", "getModifiers"), List.of(local(0, CLASS)), view("modifiers", "(I" + CLASS + ")I"));
        add(type, suid, new Place.After(type, "hasStaticInitializer"), List.of(local(0, CLASS)), view("initialiser", "(Z" + CLASS + ")Z"));
        add("jdk/internal/reflect/ReflectionFactory", "hasStaticInitializerForSerialization", new Place.Return(), List.of(local(1, CLASS)),
                view("initialiser", "(Z" + CLASS + ")Z"));
        add(type, "newInstance", new Place.Return(), List.of(), view("created", "(" + OBJECT + ")" + OBJECT));
        add("java/io/ObjectOutputStream", "writeOrdinaryObject", new Place.Entry(), List.of(local(1, OBJECT)), view("written", "(" + OBJECT + ")V"));
        String reflector = type + "$FieldReflector";
        add(reflector, "<init>", new Place.Instead("jdk/internal/misc/Unsafe", "objectFieldOffset"), List.of(),
                view("key", "(" + OBJECT + "Ljava/lang/reflect/Field;)J"));
        String fields = "[Ljava/io/ObjectStreamField;";
        OfThis keys = new OfThis(reflector, "readKeys", "[J");
        List<Load> transfer = List.of(keys, new OfThis(reflector, "fields", fields), local(1, OBJECT));
        String descriptor = "([J" + fields + OBJECT;
        moves(reflector, "getPrimFieldValues", "[B", transfer, "readPrimitives", descriptor);
        moves(reflector, "setPrimFieldValues", "[B", transfer, "writePrimitives", descriptor);
        moves(reflector, "getObjFieldValues", "[" + OBJECT, transfer, "readObjects", descriptor);
        moves(reflector, "setObjFieldValues", "[" + OBJECT, transfer, "writeObjects", descriptor);
        moves(reflector, "checkObjectFieldValueTypes", "[" + OBJECT, transfer, "checkObjects", descriptor);
    }

    /** A lambda expression is serialised as one of the class that has it in its source. What is added last comes first. */
    private void lambdas() {
        String type = "java/lang/invoke/SerializedLambda";
        String string = "Ljava/lang/String;";
        Local capturing = local(1, CLASS);
        Local kind = local(5, "I");
        Local owner = local(6, string);
        Local name = local(7, string);
        Local descriptor = local(8, string);
        List<String> constructor = List.of("<init>(" + CLASS + string + string + string + "I" + string + string + string + string + "[" + OBJECT + ")V");
        add(type, constructor, new Place.Entry(), List.of(name), new Call(SERIAL_FORMS, "name", "(" + string + ")" + string), name);
        add(type, constructor, new Place.Entry(), List.of(kind, name), new Call(SERIAL_FORMS, "kind", "(I" + string + ")I"), kind);
        for (Map.Entry<String, Local> part : Map.of("owner", owner, "descriptor", descriptor).entrySet()) {
            add(type, constructor, new Place.Entry(), List.of(part.getValue(), name),
                    new Call(SERIAL_FORMS, part.getKey(), "(" + string + string + ")" + string), part.getValue());
        }
        add(type, constructor, new Place.Entry(), List.of(capturing), view("shown", "(" + CLASS + ")" + CLASS), capturing);
    }

    private void moves(String type, String method, String values, List<Load> transfer, String call, String descriptor) {
        List<Load> loads = new ArrayList<>(transfer);
        loads.add(local(2, values));
        add(type, method + "(" + OBJECT + values + ")V", new Place.Answer(), loads,
                new Call("dev/molt/boot/Streams", call, descriptor + values + ")Z"));
    }

    private void add(String type, String method, Place place, List<Load> loads, Call call) {
        add(type, List.of(method), place, loads, call);
    }

    private void add(String type, List<String> methods, Place place, List<? extends Load> loads, Call call) {
        add(type, methods, place, loads, call, null);
    }

    private void add(String type, List<String> methods, Place place, List<? extends Load> loads, Call call, Load store) {
        byClass.computeIfAbsent(type, t -> new ArrayList<>()).add(new Hook(methods, place, List.copyOf(loads), call, store));
    }

    private static Call view(String name, String descriptor) {
        return new Call(VIEW, name, descriptor);
    }

    private static Local local(int number, String descriptor) {
        return new Local(number, Type.getType(descriptor));
    }
}
