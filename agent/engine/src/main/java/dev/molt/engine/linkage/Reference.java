package dev.molt.engine.linkage;

import dev.molt.engine.evolve.LinkKind;
import dev.molt.engine.evolve.Member;
import java.lang.invoke.MethodType;

/**
 * The symbolic reference that a call site stands for.
 *
 * @param code the class that contains the call site
 * @param type of the call site
 * @param owner internal name
 */
record Reference(Class<?> code, String name, MethodType type, LinkKind kind, String owner, String descriptor) {
    Class<?> host() {
        return Host.of(code);
    }

    /** Names are resolved as the code that contains them does, types of the member as its owner does; the two agree (JVMS 5.3.4). */
    Class<?> ownerClass() {
        return LogicalMembers.load(owner, code);
    }

    MethodType methodType() {
        return LogicalMembers.methodType(descriptor, code.getClassLoader());
    }

    Class<?> fieldType() {
        return LogicalMembers.fieldType(descriptor, code.getClassLoader());
    }

    Member member() {
        return new Member(name, descriptor);
    }
}
