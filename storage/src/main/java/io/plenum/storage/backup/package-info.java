/**
 * The whole data folder in one encrypted file, made while the server runs, and back again
 * (REQUIREMENTS V-4, S-3; docs/database.md).
 */
package io.plenum.storage.backup;
