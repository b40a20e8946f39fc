/** What is read out of class files: hashes, differences, references; compared with what HotSpot does. */
package dev.molt.test.analysis;
