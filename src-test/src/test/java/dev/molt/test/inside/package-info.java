/** What runs inside forked JVMs as their main class. */
package dev.molt.test.inside;
