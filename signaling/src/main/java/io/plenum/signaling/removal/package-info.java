/**
 * What is held of people: told on request (I-8), and gone with them or their company (I-1, I-7).
 */
package io.plenum.signaling.removal;
