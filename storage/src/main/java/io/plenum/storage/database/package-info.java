/**
 * Where rows are kept, behind one interface: the embedded database (SQLite, encrypted page by page
 * with AES-256, behind a few platform threads), or PostgreSQL. Callers wait on virtual threads;
 * nothing here knows what is stored.
 */
package io.plenum.storage.database;
