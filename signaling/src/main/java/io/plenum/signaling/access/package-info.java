/** Who may do what (REQUIREMENTS X), and how often somebody unknown may try (I-6). */
package io.plenum.signaling.access;
