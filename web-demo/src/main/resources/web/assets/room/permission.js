/**
 * What this seat may do to others (REQUIREMENTS ). Only hides what the server would refuse. Pure.
 *
 * @import {Person} from '../net/messages.js'
 * @import {RoomState} from './state.js'
 */
import {me} from './state.js';

/** Admit, refuse, mute. @param {RoomState} state */
export function mayModerate(state) {
  return me(state)?.kind === 'registered';
}

/** End the session for all. @param {RoomState} state */
export function mayEnd(state) {
  const mine = me(state);
  return mine?.kind === 'registered' && mine.organizer;
}

/** Guests and callers by any registered user, registered users by the organizer. @param {RoomState} state @param {Person} person */
export function mayRemove(state, person) {
  return person.seat !== state.seat && (person.kind === 'registered' ? mayEnd(state) : mayModerate(state));
}
