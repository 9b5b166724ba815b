import assert from 'node:assert/strict';
import {test} from 'node:test';
import {MediaLink} from '../../main/resources/web/assets/room/media-link.js';

const settled = async () => {
  for (let i = 0; i < 10; i++) {
    await Promise.resolve();
  }
};

/** A link whose peers do as the test says, and a record of what happened. */
function linked(t, sendOffer = async () => ({sdp: 'answer'})) {
  t.mock.timers.enable({apis: ['setTimeout']});
  const peers = [];
  const told = [];
  const makePeer = (onState) => {
    const peer = {onState, closed: false, answered: '', offer: async () => ({sdp: 'offer', tracks: []}), answer: async (sdp) => void (peer.answered = sdp), close: () => (peer.closed = true)};
    peers.push(peer);
    return peer;
  };
  const link = new MediaLink({makePeer, sendOffer, onPeer: () => told.push('peer'), onFlow: (broken) => told.push(broken ? 'broken' : 'flows'), onBroken: () => told.push('check')});
  return {link, peers, told};
}

test('offersOnce_andTakesTheAnswer', async (t) => {
  const {link, peers} = linked(t);
  link.ensure(false);
  link.ensure(false);
  await settled();
  assert.equal(peers.length, 1);
  assert.equal(peers[0].answered, 'answer');
});

test('replacesThePeer_whenTheServerLostIt', async (t) => {
  const {link, peers} = linked(t);
  link.ensure(false);
  link.ensure(true);
  await settled();
  assert.deepEqual(peers.map(({closed}) => closed), [true, false]);
  assert.equal(peers[0].answered, '', 'an answer for a peer that is gone is not used');
});

test('makesAnother_whenTheConnectionFails', async (t) => {
  const {link, peers, told} = linked(t);
  link.ensure(false);
  await settled();
  peers[0].onState('failed');
  t.mock.timers.tick(250);
  assert.equal(peers.length, 2);
  assert.ok(told.includes('broken'));
});

test('waitsForIceToRecover_beforeItSuspectsThePath', async (t) => {
  const {link, peers, told} = linked(t);
  link.ensure(false);
  await settled();
  peers[0].onState('disconnected');
  t.mock.timers.tick(2999);
  peers[0].onState('connected');
  t.mock.timers.tick(10_000);
  assert.ok(!told.includes('check'));
  peers[0].onState('disconnected');
  t.mock.timers.tick(3000);
  assert.ok(told.includes('check'));
});

test('offersAgain_whenTheServerRefuses_withGrowingPauses', async (t) => {
  let tries = 0;
  const {link, peers} = linked(t, async () => {
    tries++;
    throw new Error('media-unavailable');
  });
  link.ensure(false);
  await settled();
  for (const pause of [250, 500, 1000, 2000]) {
    t.mock.timers.tick(pause);
    await settled();
  }
  assert.equal(tries, 5);
  assert.equal(peers.filter(({closed}) => !closed).length, 1);
});

test('staysClosed_onceClosed', async (t) => {
  const {link, peers} = linked(t);
  link.ensure(false);
  link.close();
  await settled();
  t.mock.timers.tick(60_000);
  assert.equal(peers.length, 1);
  assert.equal(link.peer, null);
});
