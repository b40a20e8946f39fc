package dev.molt.engine.view;

import dev.molt.engine.evolve.Evolution;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;

/**
 * What reflection lists of one version of an evolved class.
 *
 * @param mirror the hidden class that declares the same; it is kept since the members' annotations refer to its constant pool
 * @param mirrors the members of the mirror, which are looked up weakly elsewhere
 */
record Generation(Evolution evolution, Class<?> mirror, List<Object> mirrors, Listed<Method> listedMethods,
                  Listed<Field> listedFields, Listed<Constructor<?>> listedConstructors, RecordComponent[] components) {
    /** @throws LinkageError where the VM could not list them */
    Method[] methods() {
        return listedMethods.get();
    }

    /** @throws LinkageError where the VM could not list them */
    Field[] fields() {
        return listedFields.get();
    }

    /** @throws LinkageError where the VM could not list them */
    Constructor<?>[] constructors() {
        return listedConstructors.get();
    }
}
