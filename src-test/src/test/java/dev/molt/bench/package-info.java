/** Benchmarks; see docs/benchmarks.md. No part of the tests. */
package dev.molt.bench;
