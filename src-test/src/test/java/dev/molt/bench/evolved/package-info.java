/** Code that was evolved live against the same code freshly started; by JMH, which forks a JVM for each measurement. */
package dev.molt.bench.evolved;
