/**
 * State of classes that change: which part of a new static initialiser has still to run, enum constants, initial values of added
 * fields.
 */
package dev.molt.engine.statics;
