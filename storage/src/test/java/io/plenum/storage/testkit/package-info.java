/** Fresh databases for tests, of both kinds; other modules use it as a test jar. */
package io.plenum.storage.testkit;
