/** Accounts, users, passwords, and the tokens of those who signed in (REQUIREMENTS I). */
package io.plenum.signaling.identity;
