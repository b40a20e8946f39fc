package dev.molt.protocol.source;

/**
 * Why a class file can't be offered.
 *
 * @param place the file
 * @param problem what is wrong, a sentence about the file
 * @param remedy what to do about it, or null
 */
record Problem(String place, String problem, String remedy) {}
