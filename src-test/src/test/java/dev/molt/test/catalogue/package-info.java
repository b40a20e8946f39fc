/** Runs the catalogue of live updates: small programs in several versions, told in {@code src/test/resources/catalogue}. */
package dev.molt.test.catalogue;
