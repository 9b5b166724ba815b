/** Machine clients and how they get tokens: the part of OAuth 2.0 that Plenum offers. */
package io.plenum.signaling.identity.oauth;
