import assert from 'node:assert/strict';
import {test} from 'node:test';
import {INITIAL_STATE} from '../../main/resources/web/assets/room/state.js';
import {cameraTiles, fitting, stageTile, wishes} from '../../main/resources/web/assets/room/tiles.js';

const person = (seat, sources = {}) => ({seat, name: seat, kind: 'guest', organizer: false, connected: true, joinedAt: '', sources: {microphone: true, camera: true, screen: false, ...sources}});
const stateOf = (people, more = {}) => ({...INITIAL_STATE, phase: 'meeting', seat: 'me', people, ...more});
const keys = (tiles) => tiles.map(({key}) => key);

test('showsOneselfLast_andOnesOwnScreenAfter', () => {
  const tiles = cameraTiles(stateOf([person('me', {screen: true}), person('a'), person('b')]));
  assert.deepEqual(keys(tiles), ['a/camera', 'b/camera', 'me/camera', 'me/screen']);
});

test('putsAnothersScreenOnTheStage_neverOnesOwn', () => {
  assert.equal(stageTile(stateOf([person('me', {screen: true})])), null);
  assert.equal(stageTile(stateOf([person('me', {screen: true}), person('a', {screen: true})]))?.key, 'a/screen');
});

test('knowsTheSlot_ofWhatTheServerForwards', () => {
  const slots = [{mid: '8', seat: 'a', source: 'camera'}];
  const [a, b] = cameraTiles(stateOf([person('a'), person('b'), person('me')], {slots}));
  assert.equal(a.mid, '8');
  assert.equal(b.mid, null);
});

test('marksWhatTheLinkDoesNotTake_untilItIsOff', () => {
  const slots = [{mid: '8', seat: 'a', source: 'camera', paused: 'bandwidth'}];
  const paused = (sources) => cameraTiles(stateOf([person('a', sources), person('b'), person('me')], {slots})).map((tile) => tile.paused);
  assert.deepEqual(paused({}), ['bandwidth', '', '']);
  assert.deepEqual(paused({camera: false}), ['', '', '']);
});

test('marksTheSpeaker_unlessMuted', () => {
  const speaking = (sources) => cameraTiles(stateOf([person('a', sources)], {speaker: 'a'}))[0].speaking;
  assert.equal(speaking({}), true);
  assert.equal(speaking({microphone: false}), false);
});

test('keepsTheSpeakerAndOneself_whenNotAllFit', () => {
  const tiles = cameraTiles(stateOf(['a', 'b', 'c', 'd', 'me'].map((seat) => person(seat)), {speaker: 'd', attended: 'd'}));
  const {shown, hidden} = fitting(tiles, 3);
  assert.deepEqual(keys(shown), ['a/camera', 'd/camera', 'me/camera']);
  assert.equal(hidden, 2);
});

test('keepsWhoSpokeBefore_whileOneSpeaksOneself', () => {
  const tiles = cameraTiles(stateOf(['a', 'b', 'c', 'd', 'me'].map((seat) => person(seat)), {speaker: 'me', attended: 'd'}));
  const {shown} = fitting(tiles, 3);
  assert.deepEqual(keys(shown), ['a/camera', 'd/camera', 'me/camera']);
  assert.deepEqual(shown.map(({speaking}) => speaking), [false, false, true]);
  assert.equal(wishes(shown.map((tile) => ({tile, width: 320, height: 180})))[0].seat, 'd');
});

test('showsSomebodyElse_whenOnlyOneFits', () => {
  assert.deepEqual(keys(fitting(cameraTiles(stateOf([person('a'), person('me')])), 1).shown), ['a/camera']);
});

test('wishesForScreensThenTheSpeaker_andNothingThatIsOff', () => {
  const state = stateOf([person('a'), person('b'), person('c', {camera: false, screen: true}), person('me')], {speaker: 'b', attended: 'b'});
  const shown = [...cameraTiles(state), stageTile(state)].map((tile) => ({tile, width: 320, height: 180}));
  assert.deepEqual(wishes(shown).map(({seat, source}) => `${seat}/${source}`), ['c/screen', 'b/camera', 'a/camera']);
});
