/**
 * The embedded database: SQLite, encrypted page by page with AES-256, behind a small bounded pool
 * of platform threads. Callers wait on virtual threads; nothing here knows what is stored.
 */
package io.plenum.storage.database;
