/** Lists that are read a page at a time, from where the last page ended (keyset pagination). */
package io.plenum.signaling.page;
