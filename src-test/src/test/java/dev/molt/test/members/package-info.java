/** The JDK's methods for members, called on every kind of added member. */
package dev.molt.test.members;
