package dev.molt.engine.classfile;

/** Where the attributes of a class, a field, a method or a record component have their content (JVMS 4.7); 0 for those that it lacks. */
final class Attributes {
    /** Where the attributes end. */
    final int end;
    int code;
    int exceptions;
    int methodParameters;
    int annotationDefault;
    int parameterAnnotations;
    int constantValue;
    int annotations;
    int typeAnnotations;
    int sourceFile;
    int sourceDebug;
    int nestHost;
    int nestMembers;
    int permittedSubclasses;
    int innerClasses;
    int record;
    int bootstrapMethods;
    boolean isSynthetic;
    private int signature;

    /** @param start where their count stands */
    Attributes(ConstantPool pool, int start) {
        int at = start + 2;
        for (int i = pool.u2(start); i > 0; i--) {
            found(pool.text(pool.u2(at)), at + 6);
            at += 6 + pool.u4(at + 2);
        }
        end = at;
    }

    static int skip(ConstantPool pool, int start) {
        int at = start + 2;
        for (int i = pool.u2(start); i > 0; i--) at += 6 + pool.u4(at + 2);
        return at;
    }

    /** The generic signature, or null. */
    String signature(ConstantPool pool) {
        return signature == 0 ? null : pool.text(pool.u2(signature));
    }

    private void found(String name, int at) {
        if (name == null) throw new IllegalArgumentException("an attribute without a name");
        switch (name) {
            case "Code" -> code = at;
            case "Exceptions" -> exceptions = at;
            case "Signature" -> signature = at;
            case "MethodParameters" -> methodParameters = at;
            case "AnnotationDefault" -> annotationDefault = at;
            case "RuntimeVisibleAnnotations" -> annotations = at;
            case "RuntimeVisibleTypeAnnotations" -> typeAnnotations = at;
            case "RuntimeVisibleParameterAnnotations" -> parameterAnnotations = at;
            case "ConstantValue" -> constantValue = at;
            case "Synthetic" -> isSynthetic = true;
            case "SourceFile" -> sourceFile = at;
            case "SourceDebugExtension" -> sourceDebug = at;
            case "NestHost" -> nestHost = at;
            case "NestMembers" -> nestMembers = at;
            case "PermittedSubclasses" -> permittedSubclasses = at;
            case "InnerClasses" -> innerClasses = at;
            case "Record" -> record = at;
            case "BootstrapMethods" -> bootstrapMethods = at;
            default -> { }
        }
    }
}
