<<<<<<< HEAD
/** Classes whose shape changes: what is made of them, checked with the VM's verifier and the link check. */
=======
/** Stages of a change of shape, each by itself. */
>>>>>>> match
package dev.molt.test.evolve;
