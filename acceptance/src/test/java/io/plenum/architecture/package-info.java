/** Holds the code to the layers of docs/architecture.md. */
package io.plenum.architecture;
