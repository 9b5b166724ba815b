import assert from 'node:assert/strict';
import {test} from 'node:test';
import {RequestError} from '../../main/resources/web/assets/net/signaling-socket.js';
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
    const peer = {onState, closed: false, isConnected: false, answered: '', restarts: 0, restart: async () => (peer.restarts++, {sdp: 'restart', tracks: []}), offer: async () => ({sdp: 'offer', tracks: []}), answer: async (sdp) => void (peer.answered = sdp), close: () => (peer.closed = true)};
    peers.push(peer);
    return peer;
  };
  const link = new MediaLink({makePeer, sendOffer, onPeer: () => told.push('peer'), onRestart: () => told.push('relays'), onFlow: (trouble) => told.push(trouble || 'flows'), onBroken: () => told.push('check')});
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

test('knowsWhetherThePeerOfTheMomentWasAnswered', async (t) => {
  const {link} = linked(t);
  link.ensure(false);
  assert.equal(link.isAnswered, false);
  await settled();
  assert.equal(link.isAnswered, true);
  link.ensure(true);
  assert.equal(link.isAnswered, false);
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

test('saysThatTheServerIsBusy_andAsksAgain', async (t) => {
  let busy = true;
  const {link, peers, told} = linked(t, async () => {
    if (busy) {
      throw new RequestError('server-busy', 10);
    }
    return {sdp: 'answer'};
  });
  link.ensure(false);
  await settled();
  assert.ok(told.includes('busy'));
  busy = false;
  t.mock.timers.tick(9_999);
  assert.equal(peers.length, 1, 'not before it was told to');
  t.mock.timers.tick(1);
  await settled();
  connected(peers.at(-1));
  assert.equal(told.at(-1), 'flows');
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

/** A link whose only peer was connected. */
async function flowing(t, sendOffer) {
  const scene = linked(t, sendOffer);
  scene.link.ensure(false);
  await settled();
  connected(scene.peers[0]);
  return {...scene, peer: scene.peers[0]};
}

function connected(peer) {
  peer.isConnected = true;
  peer.onState('connected');
}

function broken(peer, state) {
  peer.isConnected = false;
  peer.onState(state);
}

test('restarts_whenThePathBrokeAndTheServerIsReached', async (t) => {
  const {link, peers, peer, told} = await flowing(t);
  broken(peer, 'disconnected');
  t.mock.timers.tick(3000);
  broken(peer, 'failed');
  assert.deepEqual(told.filter((what) => what === 'check'), ['check'], 'asked once');
  assert.equal(peer.restarts, 0, 'the server is not reached yet');
  link.ensure(false);
  await settled();
  assert.equal(peer.restarts, 1);
  assert.ok(told.includes('relays'));
  connected(peer);
  t.mock.timers.tick(60_000);
  assert.equal(peers.length, 1);
  assert.equal(told.at(-1), 'flows');
});

test('restartsAtOnce_whenTheConnectionFails', async (t) => {
  const {link, peer, told} = await flowing(t);
  broken(peer, 'failed');
  assert.ok(told.includes('check'));
  link.ensure(false);
  await settled();
  assert.equal(peer.restarts, 1);
});

test('restartsUnderMediaThatFlows_whenTheNetworkChanged', async (t) => {
  const {link, peers, peer, told} = await flowing(t);
  link.suspect();
  link.ensure(false);
  link.ensure(false);
  await settled();
  t.mock.timers.tick(60_000);
  assert.equal(peer.restarts, 1);
  assert.equal(peers.length, 1);
  assert.ok(!told.includes('broken'));
});

test('makesAnother_whenTheRestartBringsNothing', async (t) => {
  const {link, peers, peer} = await flowing(t);
  broken(peer, 'failed');
  link.ensure(false);
  await settled();
  t.mock.timers.tick(4999);
  assert.equal(peers.length, 1);
  t.mock.timers.tick(1);
  assert.equal(peers.length, 2);
  assert.ok(peer.closed);
});

test('makesAnother_whenTheServerRefusesTheRestart', async (t) => {
  const refused = Object.assign(new Error('bad-offer'), {code: 'bad-offer'});
  const {link, peers, peer} = await flowing(t, async ({sdp}) => (sdp === 'restart' ? Promise.reject(refused) : {sdp: 'answer'}));
  broken(peer, 'failed');
  link.ensure(false);
  await settled();
  t.mock.timers.tick(250);
  assert.equal(peers.length, 2);
});

test('waitsForTheServer_whenItIsGoneDuringTheRestart', async (t) => {
  const gone = Object.assign(new Error('disconnected'), {code: 'disconnected'});
  let away = true;
  const {link, peers, peer} = await flowing(t, async ({sdp}) => (away && sdp === 'restart' ? Promise.reject(gone) : {sdp: 'answer'}));
  broken(peer, 'failed');
  link.ensure(false);
  await settled();
  t.mock.timers.tick(60_000);
  assert.equal(peers.length, 1);
  away = false;
  link.ensure(false);
  await settled();
  assert.equal(peer.restarts, 2);
  connected(peer);
  t.mock.timers.tick(60_000);
  assert.equal(peers.length, 1);
});

test('usesNoAnswerOfARestart_thatWasGivenUp', async (t) => {
  let answer = () => {};
  const {link, peer} = await flowing(t, ({sdp}) => (sdp === 'restart' ? new Promise((resolve) => (answer = () => resolve({sdp: 'late'}))) : Promise.resolve({sdp: 'answer'})));
  broken(peer, 'failed');
  link.ensure(false);
  await settled();
  link.ensure(true);
  answer();
  await settled();
  assert.equal(peer.answered, 'answer');
});
