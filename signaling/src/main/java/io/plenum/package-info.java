/** EDGE. The program: its commands, standard output, exit codes. */
package io.plenum;
