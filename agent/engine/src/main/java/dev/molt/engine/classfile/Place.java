package dev.molt.engine.classfile;

import org.objectweb.asm.Label;

/** A label that knows the number of instructions before it, or, as long as it has not been reached, the number it was promised. */
final class Place extends Label {
    /** Instructions before this label; -1 until it is reached. */
    int position = -1;
    /** Running number among the labels that were used before they were reached; 0 when it is none of them. */
    int forward;
}
