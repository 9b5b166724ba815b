import assert from 'node:assert/strict';
import {test} from 'node:test';
import {delayMs, LONGEST_DELAY_MS} from '../../main/resources/web/assets/net/back-off.js';
import {problemOf} from '../../main/resources/web/assets/net/capture.js';
import {codeFrom, grouped} from '../../main/resources/web/assets/room/access-code.js';
import {AVATAR_COLOURS, colourOf, initials} from '../../main/resources/web/assets/room/avatar.js';
import {parts} from '../../main/resources/web/assets/room/chat-text.js';
import {mayEnd, mayModerate, mayRemove} from '../../main/resources/web/assets/room/permission.js';

test('waitsLonger_upToTheLimit_withJitter', () => {
  assert.equal(delayMs(0, 0), 250);
  assert.equal(delayMs(1, 0), 500);
  assert.equal(delayMs(1000, 0), LONGEST_DELAY_MS);
  assert.ok(delayMs(1000, 0.999) >= LONGEST_DELAY_MS * 0.75);
});

test('tellsDeniedFromMissingFromBusy', () => {
  const named = (name) => Object.assign(new Error(), {name});
  assert.equal(problemOf(named('NotAllowedError')), 'denied');
  assert.equal(problemOf(named('NotFoundError')), 'missing');
  assert.equal(problemOf(named('NotReadableError')), 'busy');
});

test('groupsAccessCodes M-2b', () => {
  assert.equal(grouped('123456789'), '123 456 789');
  assert.equal(grouped('1234567890'), '123 456 789 0');
});

test('takesACode_withSpacesDashesOrAsAnAddress M-2b', () => {
  for (const typed of ['123456789', ' 123 456 789 ', '123-456-789', 'https://meet.example.org/m/123456789/live', '/m/123456789']) {
    assert.equal(codeFrom(typed), '123456789', typed);
  }
  for (const typed of ['', '12345678', 'abc', '123 456 78x']) {
    assert.equal(codeFrom(typed), null, typed);
  }
});

test('findsInitials_inAnyScript', () => {
  assert.equal(initials('Ada Lovelace'), 'AL');
  assert.equal(initials('  ada '), 'A');
  assert.equal(initials('(Jean-Luc) van Dyck'), 'JD');
  assert.equal(initials('王小明'), '王');
  assert.equal(initials('🙂'), '?');
});

test('givesANameAlwaysTheSameColour', () => {
  assert.equal(colourOf('Ada'), colourOf('Ada'));
  for (const name of ['', 'Ada', '王', 'x'.repeat(60)]) {
    assert.ok(colourOf(name) >= 0 && colourOf(name) < AVATAR_COLOURS);
  }
});

test('keepsTextWhole_whateverItHolds', () => {
  for (const text of ['', 'plain', '<img src=x onerror=alert(1)>', 'see https://a.example/x?y=1#z, ok', 'javascript:alert(1)', 'http://']) {
    assert.equal(parts(text).map((part) => part.text).join(''), text);
  }
});

test('linksOnlyHttp_withoutTheSentencesPunctuation', () => {
  const links = (text) => parts(text).flatMap(({href, text: shown}) => (href ? [shown] : []));
  assert.deepEqual(links('See https://a.example/x. And http://b.example!'), ['https://a.example/x', 'http://b.example']);
  assert.deepEqual(links('(https://a.example/y_(z))'), ['https://a.example/y_(z)']);
  assert.deepEqual(links('javascript:alert(1) data:text/html,x'), []);
});

const person = (seat, kind, organizer = false) => ({seat, kind, organizer, name: seat});
const seenBy = (kind, organizer = false) => ({seat: 'me', people: [person('me', kind, organizer)]});

test('letsRegisteredUsersModerate_andGuestsNot X-16', () => {
  assert.equal(mayModerate(seenBy('registered')), true);
  assert.equal(mayModerate(seenBy('guest')), false);
});

test('letsOnlyTheOrganizerRemoveRegisteredUsers X-17', () => {
  assert.equal(mayRemove(seenBy('registered'), person('a', 'guest')), true);
  assert.equal(mayRemove(seenBy('registered'), person('a', 'registered')), false);
  assert.equal(mayRemove(seenBy('registered', true), person('a', 'registered')), true);
  assert.equal(mayRemove(seenBy('guest'), person('a', 'guest')), false);
});

test('letsOnlyASignedInOrganizerEnd X-19', () => {
  assert.equal(mayEnd(seenBy('registered', true)), true);
  assert.equal(mayEnd(seenBy('guest', true)), false);
});
