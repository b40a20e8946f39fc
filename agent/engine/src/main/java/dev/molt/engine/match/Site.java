package dev.molt.engine.match;

import dev.molt.engine.evolve.Member;
import java.util.List;

/**
 * Where a lambda expression is evaluated, or an anonymous or local class is instantiated first.
 *
 * @param owner internal name of the class whose code does it
 * @param method in which method
 * @param index order within that method
 * @param role what it is used as: the functional interface and its method; the enum constant that gets it; or empty
 * @param context words of the code around it
 */
record Site(String owner, Member method, int index, String role, List<String> context) {}
