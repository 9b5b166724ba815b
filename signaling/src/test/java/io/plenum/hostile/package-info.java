/** What somebody who means harm sends: used by the tests of REST and of the socket. */
package io.plenum.hostile;
