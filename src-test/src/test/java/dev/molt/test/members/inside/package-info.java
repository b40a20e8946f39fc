/** What runs in the forked JVMs of {@link dev.molt.test.members.MemberApiTest}. Uses the JDK alone. */
package dev.molt.test.members.inside;
