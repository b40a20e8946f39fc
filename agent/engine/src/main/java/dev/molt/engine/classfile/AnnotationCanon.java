package dev.molt.engine.classfile;

import java.util.Set;

/** Writes annotations in canonical form, as they stand in the attributes of JVMS 4.7.16 to 4.7.22. */
final class AnnotationCanon {
    /** What compilers of other languages tell each other. A JVM makes nothing of it. */
    private static final Set<String> OF_LANGUAGES = Set.of("Lkotlin/Metadata;", "Lscala/reflect/ScalaSignature;", "Lscala/reflect/ScalaLongSignature;");

    private final ConstantPool pool;

    AnnotationCanon(ConstantPool pool) {
        this.pool = pool;
    }

    /** RuntimeVisibleAnnotations. */
    void annotations(Canon out, int attribute) {
        int at = attribute + 2;
        for (int i = pool.u2(attribute); i > 0; i--) at = annotation(out.u1('@'), at);
    }

    /** RuntimeVisibleAnnotations without those that only compilers of other languages read; whether there were such. */
    boolean plainAnnotations(Canon out, int attribute) {
        boolean left = false;
        int at = attribute + 2;
        for (int i = pool.u2(attribute); i > 0; i--) {
            boolean metadata = OF_LANGUAGES.contains(pool.text(pool.u2(at)));
            left |= metadata;
            at = annotation(metadata ? new Canon(64) : out.u1('@'), at);
        }
        return left;
    }

    /** RuntimeVisibleTypeAnnotations. */
    void typeAnnotations(Canon out, int attribute) {
        int at = attribute + 2;
        for (int i = pool.u2(attribute); i > 0; i--) {
            int start = at;
            at += 1 + targetLength(at);
            at += 1 + 2 * pool.u1(at);
            for (int b = start; b < at; b++) out.u1(pool.u1(b));
            at = annotation(out.u1('t'), at);
        }
    }

    /** RuntimeVisibleParameterAnnotations. */
    void parameterAnnotations(Canon out, int attribute) {
        int parameters = pool.u1(attribute);
        int at = attribute + 1;
        for (int p = 0; p < parameters; p++) {
            int count = pool.u2(at);
            at += 2;
            for (int i = 0; i < count; i++) at = annotation(out.u1('p').u1(parameters).u1(p), at);
        }
    }

    /** AnnotationDefault. */
    void defaultValue(Canon out, int attribute) {
        value(out.u1('='), attribute);
    }

    private int annotation(Canon out, int start) {
        pool.writeText(out, pool.u2(start));
        int pairs = pool.u2(start + 2);
        int at = start + 4;
        for (int i = 0; i < pairs; i++) {
            pool.writeText(out, pool.u2(at));
            at = value(out, at + 2);
        }
        out.u1('.');
        return at;
    }

    private int value(Canon out, int at) {
        int tag = pool.u1(at);
        out.u1(tag);
        switch (tag) {
            case 'e' -> {
                pool.writeText(out, pool.u2(at + 1));
                pool.writeText(out, pool.u2(at + 3));
                return at + 5;
            }
            case '@' -> {
                return annotation(out, at + 1);
            }
            case '[' -> {
                int count = pool.u2(at + 1);
                int next = at + 3;
                out.u2(count);
                for (int i = 0; i < count; i++) next = value(out, next);
                return next;
            }
            default -> {
                pool.write(out, pool.u2(at + 1));
                return at + 3;
            }
        }
    }

    /** JVMS table 4.7.20-A. */
    private int targetLength(int at) {
        int type = pool.u1(at);
        return switch (type) {
            case 0x00, 0x01, 0x16 -> 1;
            case 0x10, 0x11, 0x12, 0x17, 0x42, 0x43, 0x44, 0x45, 0x46 -> 2;
            case 0x13, 0x14, 0x15 -> 0;
            case 0x40, 0x41 -> 2 + 6 * pool.u2(at + 1);
            case 0x47, 0x48, 0x49, 0x4A, 0x4B -> 3;
            default -> throw new IllegalArgumentException("a type annotation with the target " + type);
        };
    }
}
