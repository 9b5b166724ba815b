/**
 * Everything that a simulation needs, published as this module's test-jar: a clock that obeys, a
 * bad network that is the same for the same seed, and peers that act by script and check what they
 * get.
 */
package io.plenum.testkit;
