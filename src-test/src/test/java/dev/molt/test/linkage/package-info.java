/** The linkage runtime, alone. */
package dev.molt.test.linkage;
