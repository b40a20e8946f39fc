/** Classes whose shape changes: what is made of them, checked with the VM's verifier and the link check. */
package dev.molt.test.evolve;
