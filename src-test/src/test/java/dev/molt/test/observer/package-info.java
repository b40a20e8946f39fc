/** An agent for forked JVMs that is independent of Molt. */
package dev.molt.test.observer;
