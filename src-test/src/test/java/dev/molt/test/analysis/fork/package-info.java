/** What runs inside forked JVMs to see what HotSpot makes of class files. */
package dev.molt.test.analysis.fork;
