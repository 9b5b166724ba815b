/** The whole product from outside: real server process, real browsers, real network faults. */
package io.plenum.acceptance;
