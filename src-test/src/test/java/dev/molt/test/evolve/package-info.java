/** The stages of a change of shape, each by itself. */
package dev.molt.test.evolve;
