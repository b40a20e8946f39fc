/**
 * Gives what the compiler numbers the names that the same things have in the running version: bodies of lambda expressions, accessors,
 * anonymous and local classes, tables of switches.
 */
package dev.molt.engine.match;
