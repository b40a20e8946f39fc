/** What Java Flight Recorder is told (JEP 328). Only {@link dev.molt.engine.jfr.Flights} may be used without asking whether it is there. */
package dev.molt.engine.jfr;
