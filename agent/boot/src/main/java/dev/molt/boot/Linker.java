package dev.molt.boot;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The engine's side of {@link Linkage}. */
public interface Linker {
    /** Makes the call site of one {@code invokedynamic}. The arguments are those of {@link Linkage#link}. */
    CallSite link(MethodHandles.Lookup caller, String name, MethodType type, String kind, String owner, String descriptor);
}
