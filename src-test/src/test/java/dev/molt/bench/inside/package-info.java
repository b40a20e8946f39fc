/** What runs inside of the JVM that is measured. */
package dev.molt.bench.inside;
