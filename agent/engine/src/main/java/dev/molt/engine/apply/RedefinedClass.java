package dev.molt.engine.apply;

import java.lang.ref.WeakReference;
import java.util.Set;

/**
 * A class that an update redefined.
 *
 * @param type cleared when the application has dropped its loader
 * @param undoWith what a redefinition must be given to be back where the update began
 * @param effectiveHash of what it holds since
 * @param changedMethods names of the methods whose code changed
 * @param overloads those of them that share their name with a method whose code did not change
 */
public record RedefinedClass(WeakReference<Class<?>> type, String name, String loader, byte[] undoWith, String effectiveHash,
                             Set<String> changedMethods, Set<String> overloads) {}
