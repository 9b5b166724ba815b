/** Text as it is searched: what people write, made comparable, and the index of the chat. */
package io.plenum.signaling.search;
