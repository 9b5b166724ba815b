/** Text that must survive what becomes of the database: lines appended to files of their own. */
package io.plenum.storage.line;
