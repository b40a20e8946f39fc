/** Compares incremental compilations with whole ones, over generated edits of real code. */
package dev.molt.test.compile;
