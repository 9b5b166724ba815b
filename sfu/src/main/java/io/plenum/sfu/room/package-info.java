/** Rooms: who is in, what each may publish, and what each receives. Pure; confined to one loop. */
package io.plenum.sfu.room;
