import assert from 'node:assert/strict';
import {test} from 'node:test';
import {mutedOnEntry, OwnSources} from '../../main/resources/web/assets/room/own-sources.js';

const ON = {microphone: true, camera: true, screen: false};
const MUTED = {...ON, microphone: false};

test('sendsWhatDiffers_once', () => {
  const own = new OwnSources();
  assert.deepEqual(own.changes(MUTED, ON, 0), {microphone: false});
  assert.equal(own.changes(MUTED, ON, 1), null);
});

test('obeysAHost_whoMutes', () => {
  assert.equal(new OwnSources().told(MUTED, ON, 0), true);
});

test('staysUnmuted_whenAnOlderMuteCrossesItsOwnChange', () => {
  const own = new OwnSources();
  own.changes(ON, MUTED, 0);
  assert.equal(own.told(MUTED, ON, 1), false);
  assert.equal(own.told(ON, ON, 2), false);
  assert.equal(own.told(MUTED, ON, 3), true, 'a mute after the echo counts');
});

test('obeysAHost_whenItsOwnEchoNeverCame', () => {
  const own = new OwnSources();
  own.changes(ON, MUTED, 0);
  assert.equal(own.told(MUTED, ON, 3001), true);
});

test('sendsAgain_afterANewConnection', () => {
  const own = new OwnSources();
  own.changes(MUTED, ON, 0);
  own.forget();
  assert.deepEqual(own.changes(MUTED, ON, 1), {microphone: false});
});

test('comesInMuted_onlyWhenTheMeetingMutesAndTheServerDid W-5a', () => {
  const room = (muteOnEntry, organizer, microphone) => ({meeting: {muteOnEntry}, you: {organizer, sources: {microphone}}});
  assert.ok(mutedOnEntry(room(true, false, false)));
  assert.ok(!mutedOnEntry(room(false, false, false)), 'turned off by oneself');
  assert.ok(!mutedOnEntry(room(true, true, false)), 'the organizer is not muted');
  assert.ok(!mutedOnEntry(room(true, false, true)));
});
