/** Keys at rest: the master key, where it lives, and what it wraps (REQUIREMENTS S-3). */
package io.plenum.storage.crypto;
