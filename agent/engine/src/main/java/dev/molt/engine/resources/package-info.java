/** Resources and class files that live updates brought, for those who ask class loaders for them. */
package dev.molt.engine.resources;
