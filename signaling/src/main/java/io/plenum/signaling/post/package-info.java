/**
 * What leaves this server: letters (mail, webhooks) that are rows before they are sent, so that a
 * letter goes out if and only if the transaction that wrote it did.
 */
package io.plenum.signaling.post;
