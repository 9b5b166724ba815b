import assert from 'node:assert/strict';
import {test} from 'node:test';
import {reduce} from '../../main/resources/web/assets/room/reducer.js';
import {ANNOUNCED_PEOPLE, CHAT_LIMIT, INITIAL_STATE, NOTICE_LIMIT} from '../../main/resources/web/assets/room/state.js';

const ON = {microphone: true, camera: true, screen: false};
const person = (seat, more = {}) => ({seat, name: `Name ${seat}`, kind: 'guest', organizer: false, connected: true, joinedAt: `2026-01-01T00:00:0${seat}Z`, sources: ON, ...more});
const message = (id, seat = '2') => ({id, seat, name: 'N', kind: 'guest', mine: seat === '1', text: `text ${id}`, sentAt: '2026-01-01T00:00:00Z'});
const waiter = (seat) => ({seat, name: `Waiter ${seat}`, since: '2026-01-01T00:00:00Z', signedIn: false});
const room = (more = {}) => ({type: 'room', meeting: {name: 'M', accessCode: '123456789', liveUrl: '', locked: false, muteOnEntry: false}, you: person('1'), people: [person('1'), person('2')], chat: [], ...more});
const play = (...events) => events.reduce(reduce, {...INITIAL_STATE, connection: 'open'});
const inMeeting = (...events) => play({type: 'seat', seat: '1', state: 'admitted'}, room(), ...events);

test('waits_whenTheSeatIsWaiting', () => {
  assert.equal(play({type: 'seat', seat: '1', state: 'waiting'}).phase, 'waiting');
});

test('isInTheMeeting_onlyOnceTheRoomIsKnown', () => {
  assert.equal(play({type: 'seat', seat: '1', state: 'admitted'}).phase, 'joining');
  assert.equal(inMeeting().phase, 'meeting');
});

test('staysInTheMeeting_whenTheSeatIsResumed', () => {
  assert.equal(inMeeting({type: 'seat', seat: '1', state: 'admitted'}).phase, 'meeting');
});

test('replacesEverything_whenTheRoomIsToldAgain', () => {
  const state = inMeeting({type: 'waiter', waiter: waiter('9')}, room({people: [person('1')]}));
  assert.deepEqual(state.people.map(({seat}) => seat), ['1']);
  assert.deepEqual(state.waiters, []);
});

test('listsOneself_evenWhenThePeopleLeaveOneOut', () => {
  assert.deepEqual(inMeeting(room({people: [person('2')]})).people.map(({seat}) => seat), ['1', '2']);
});

test('keepsArrivalOrder_whenSomebodyChanges', () => {
  const state = inMeeting({type: 'person', person: person('3')}, {type: 'person', person: person('2', {name: 'New'})});
  assert.deepEqual(state.people.map(({name}) => name), ['Name 1', 'New', 'Name 3']);
});

test('forgetsSlotsAndSpeaker_whenTheirPersonLeaves', () => {
  const slots = [{mid: '8', seat: '2', source: 'camera'}];
  const state = inMeeting({type: 'slots', slots}, {type: 'speaker', seat: '2'}, {type: 'left', seat: '2', reason: 'left'});
  assert.deepEqual(state.slots, []);
  assert.equal(state.speaker, null);
  assert.equal(state.attended, null);
  assert.equal(state.notices.at(-1)?.kind, 'left');
});

test('attendsToTheSpeaker_andToWhoSpokeBefore_whileOneSpeaksOneself', () => {
  const speaks = (...seats) => inMeeting(room({people: [person('1'), person('2'), person('3')]}), ...seats.map((seat) => ({type: 'speaker', seat})));
  assert.deepEqual([speaks('1').speaker, speaks('1').attended], ['1', null]);
  assert.deepEqual([speaks('2', '1').speaker, speaks('2', '1').attended], ['1', '2']);
  assert.equal(speaks('2', '1', '3').attended, '3');
  assert.equal(reduce(speaks('2', '1'), room({people: [person('1')]})).attended, null);
});

test('countsUnread_onlyOfOthersAndWhileTheChatIsClosed', () => {
  const state = inMeeting({type: 'chat', message: message(1)}, {type: 'chat', message: message(2, '1')});
  assert.equal(state.unread, 1);
  const open = reduce(state, {type: 'local/chat-open', open: true});
  assert.equal(reduce(open, {type: 'chat', message: message(3)}).unread, 0);
});

test('countsWhatWasMissed_whenTheConnectionComesBack', () => {
  const state = inMeeting({type: 'chat', message: message(1)}, {type: 'local/chat-open', open: true}, {type: 'local/chat-open', open: false});
  assert.equal(reduce(state, room({chat: [message(1), message(2), message(3, '1')]})).unread, 1);
});

test('ignoresAMessage_thatIsKnown', () => {
  assert.equal(inMeeting({type: 'chat', message: message(1)}, {type: 'chat', message: message(1)}).chat.length, 1);
});

test('keepsTheNewestMessages_whenThereAreTooMany', () => {
  const state = inMeeting(...Array.from({length: CHAT_LIMIT + 1}, (_, i) => ({type: 'chat', message: message(i)})));
  assert.equal(state.chat.length, CHAT_LIMIT);
  assert.equal(state.chat[0].id, 1);
});

test('keepsTheNewestNotices_whenThereAreTooMany', () => {
  const state = inMeeting(...Array.from({length: NOTICE_LIMIT + 1}, () => ({type: 'local/notice', kind: 'joined', subject: 'x'})));
  assert.equal(state.notices.length, NOTICE_LIMIT);
  assert.equal(state.notices[0].id, 2);
});

test('isQuietAboutArrivals_whenTheMeetingIsLarge', () => {
  const arrivals = Array.from({length: ANNOUNCED_PEOPLE}, (_, i) => ({type: 'person', person: person(`a${i}`)}));
  const before = inMeeting(...arrivals).nextNotice;
  assert.equal(reduce(inMeeting(...arrivals), {type: 'person', person: person('b')}).nextNotice, before);
});

test('tellsOfAScreen_onlyWhenItStarts', () => {
  const sharing = {type: 'person', person: person('2', {sources: {...ON, screen: true}})};
  assert.equal(inMeeting(sharing, sharing).notices.filter(({kind}) => kind === 'screen-started').length, 1);
});

for (const [event, reason] of [
  [{type: 'refused'}, 'refused'],
  [{type: 'removed'}, 'removed'],
  [{type: 'replaced'}, 'replaced'],
  [{type: 'signed-out'}, 'signed-out'],
  [{type: 'ended', reason: 'time'}, 'time'],
  [{type: 'ended', reason: 'ended'}, 'ended'],
  [{type: 'ended', reason: 'deleted'}, 'deleted'],
]) {
  test(`ends_when ${event.type} ${event.reason ?? ''}`, () => {
    const state = inMeeting({type: 'chat', message: message(1)}, event);
    assert.equal(state.phase, 'ended');
    assert.equal(state.end, reason);
    assert.deepEqual(state.chat, [], 'a guest keeps nothing (W-3)');
  });
}

test('keepsTheFirstReason_whenAnotherFollows', () => {
  assert.equal(inMeeting({type: 'removed'}, {type: 'local/end', reason: 'left'}).end, 'removed');
});

test('ends_whenTheSeatIsGoneOnJoining', () => {
  const state = reduce({...INITIAL_STATE, connection: 'closed'}, {type: 'error', code: 'seat-gone', message: ''});
  assert.equal(state.end, 'seat-gone');
});

test('goesOn_whenARequestFails', () => {
  assert.equal(inMeeting({type: 'error', replyTo: '1', code: 'forbidden', message: ''}).phase, 'meeting');
});

test('changesNothing_forWhatItDoesNotKnow', () => {
  const state = inMeeting();
  assert.equal(reduce(state, {type: 'quality'}), state);
});

test('warns_beforeTheEnd M-9b', () => {
  const state = inMeeting({type: 'ending', minutes: 5, endsAt: '2026-01-02T00:00:00Z'});
  assert.equal(state.endsAt, '2026-01-02T00:00:00Z');
  assert.deepEqual(state.notices.at(-1), {id: 1, kind: 'ending', subject: '5'});
});

test('showsAMessageAsItIsNow_whenItWasEditedOrDeleted C-1b', () => {
  const edited = {...message(1), text: 'better', editedAt: '2026-01-01T00:01:00Z'};
  const state = inMeeting({type: 'chat', message: message(1)}, {type: 'chat', message: message(2)}, {type: 'chat-changed', message: edited});
  assert.deepEqual(state.chat.map(({text}) => text), ['better', 'text 2']);
  assert.equal(state.unread, 2, 'an edit is no news');
  assert.equal(reduce(state, {type: 'chat-changed', message: message(9)}).chat.length, 2, 'one that is not shown');
});

test('dropsWhatTheAccountKeepsNoLonger C-4b', () => {
  const state = inMeeting({type: 'chat', message: message(1)}, {type: 'chat', message: message(2)}, {type: 'chat-swept', through: 1});
  assert.deepEqual(state.chat.map(({id}) => id), [2]);
});

test('tellsOfTheLock_butNotOfANewName W-4d', () => {
  const meeting = {name: 'New', accessCode: '123456789', liveUrl: '', locked: true, muteOnEntry: false};
  const locked = inMeeting({type: 'meeting-changed', meeting});
  assert.equal(locked.meeting.name, 'New');
  assert.equal(locked.notices.at(-1)?.kind, 'locked');
  assert.equal(reduce(locked, {type: 'meeting-changed', meeting: {...meeting, name: 'Newer'}}).notices.length, 1);
  assert.equal(reduce(locked, {type: 'meeting-changed', meeting: {...meeting, locked: false}}).notices.at(-1)?.kind, 'unlocked');
});

test('tellsOfInvitations X-18', () => {
  assert.equal(inMeeting({type: 'invited', by: 'Ann', names: ['Bob', 'Cy']}).notices.at(-1)?.subject, 'Bob, Cy');
});

test('tellsOfInvitations_alsoOfPeopleWithoutAName', () => {
  const told = reduce(INITIAL_STATE, {type: 'invited', by: 'Ada', names: ['', 'Bob']});
  assert.equal(told.notices.at(-1).subject, 'Bob');
});

test('ends_whenTheSessionIsLockedOnJoining W-4d', () => {
  const state = reduce({...INITIAL_STATE, connection: 'closed'}, {type: 'error', code: 'locked', message: ''});
  assert.equal(state.end, 'locked');
});

test('knowsWhatWasWrongWithTheOwnConnection_andNobodyElses', () => {
  const spells = [{trouble: 'uplink-loss', from: '2026-01-01T00:00:00Z', text: 'your uplink lost 18 %', percent: 18}];
  const state = inMeeting({type: 'quality', seat: '1', spells}, {type: 'quality', seat: '2', spells: []});
  assert.deepEqual(state.quality, spells);
  assert.deepEqual(reduce(state, {type: 'quality', seat: '1', spells: []}).quality, []);
});
