/** The MBean (JSR 3, JSR 255): the engine for whoever manages the JVM. Nothing here is loaded where nobody asks for it. */
package dev.molt.engine.jmx;
