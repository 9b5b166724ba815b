import assert from 'node:assert/strict';
import {test} from 'node:test';
import {INITIAL_SPACE, reduceSpace, SPACE_CHAT_LIMIT} from '../../main/resources/web/assets/room/space-state.js';

const message = (id, text = `text ${id}`) => ({id, text, kind: 'registered', mine: false, sentAt: '2026-03-02T09:00:00Z'});
const after = (...events) => events.reduce(reduceSpace, INITIAL_SPACE);
const page = (ids, next, fresh = true) => ({type: 'page', items: ids.map((id) => message(id)), next, fresh});
const ids = ({chat}) => chat.map(({id}) => id);

test('showsAPage_oldestFirst M-4', () => {
  const state = after({type: 'ready', live: false}, page([3, 2, 1]));
  assert.equal(state.phase, 'ready');
  assert.deepEqual(ids(state), [1, 2, 3]);
  assert.equal(state.earlier, null);
});

test('putsEarlierMessagesBeforeThoseKnown', () => {
  const state = after(page([4, 3], 'c'), page([2, 1], undefined, false));
  assert.deepEqual(ids(state), [1, 2, 3, 4]);
  assert.equal(state.earlier, null);
});

test('keepsWhatWasHeard_whenThePageComesLater M-10', () => {
  const state = after({type: 'message', message: message(2, 'edited')}, {type: 'message', message: message(3)}, page([2, 1]));
  assert.deepEqual(ids(state), [1, 2, 3]);
  assert.equal(state.chat[1].text, 'edited');
});

test('changesAMessageInItsPlace C-1b', () => {
  const state = after(page([2, 1]), {type: 'message', message: message(1, 'changed')});
  assert.equal(state.chat[0].text, 'changed');
  assert.equal(state.chat.length, 2);
});

test('leavesAnOldMessageAlone_thatIsNotOnThePageYet', () => {
  const state = after(page([9, 8], 'c'), {type: 'message', message: message(3)});
  assert.deepEqual(ids(state), [8, 9]);
});

test('dropsWhatIsBeforeAFreshPage_afterAReset', () => {
  const state = after(page([3, 2, 1]), page([900, 899], 'c'));
  assert.deepEqual(ids(state), [899, 900]);
});

test('dropsSweptMessages', () => {
  assert.deepEqual(ids(after(page([3, 2, 1], 'c'), {type: 'swept', through: 2})), [3]);
});

test('tellsWhetherALiveSessionRuns M-10', () => {
  const running = after({type: 'ready', live: false}, {type: 'live', running: true});
  assert.equal(running.live, true);
  assert.ok(running.sessions > INITIAL_SPACE.sessions);
  assert.equal(reduceSpace(running, {type: 'live', running: false}).live, false);
});

test('staysGone_whateverFailsAfterwards', () => {
  const state = after(page([1]), {type: 'gone'}, {type: 'local/failed', error: new Error()});
  assert.equal(state.phase, 'gone');
});

test('keepsTheNewest_atTheLimit', () => {
  let state = after(page([1], 'c'));
  for (let id = 2; id <= SPACE_CHAT_LIMIT + 2; id++) {
    state = reduceSpace(state, {type: 'message', message: message(id)});
  }
  assert.equal(state.chat.length, SPACE_CHAT_LIMIT);
  assert.equal(state.chat[0].id, 3);
  assert.equal(state.earlier, null);
});

test('changesNothing_forAnEventItDoesNotKnow', () => {
  assert.equal(reduceSpace(INITIAL_SPACE, {type: 'something-new'}), INITIAL_SPACE);
});
