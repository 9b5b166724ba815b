/**
 * What one participant receives: slots, each one continuous stream whatever it shows. Pure:
 * confined to the room's loop, time comes in as {@code nowNs}.
 */
package io.plenum.sfu.subscribe;
