/** What Plenum signs: access tokens, and the keys that come and go under them. */
package io.plenum.signaling.identity.token;
