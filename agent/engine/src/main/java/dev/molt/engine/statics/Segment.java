package dev.molt.engine.statics;

import dev.molt.engine.evolve.Member;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * A part of a static initialiser that can run, or be left out, by itself: the stack is empty at both ends, no jump and no guarded range
 * crosses them, and no local variable lives on over them. In source code, a statement or the initialiser of a field.
 *
 * @param code from the labels before the first instruction to those behind the last
 * @param instructions those that do something
 * @param guards entries of the exception table that belong to it
 * @param text comparable with that of other segments
 * @param writes static fields of the class itself that it writes
 * @param reads static fields of the class itself that it reads
 * @param called what methods of the class itself do that it calls
 */
record Segment(List<AbstractInsnNode> code, List<AbstractInsnNode> instructions, List<TryCatchBlockNode> guards, String text,
               Set<Member> writes, Set<Member> reads, Helpers.Called called) {}
