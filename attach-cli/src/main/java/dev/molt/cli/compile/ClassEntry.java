package dev.molt.cli.compile;

/**
 * What is known of a compiled class.
 *
 * @param source the file that it was compiled from
 * @param sha256 hash of the class file, hex
 * @param abi what others can notice of it
 */
record ClassEntry(String source, String sha256, Abi abi) {}
