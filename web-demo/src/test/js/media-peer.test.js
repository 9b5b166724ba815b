import assert from 'node:assert/strict';
import {test} from 'node:test';
import {MediaPeer} from '../../main/resources/web/assets/net/media-peer.js';

/** As much of WebRTC as a peer's sending lines touch: W3C webrtc, sections 5.2 and 5.4. */
class Connection {
  signalingState = 'stable';
  connectionState = 'new';
  lines = [];

  addTransceiver(kind, {direction, sendEncodings = []}) {
    const sender = {
      track: null,
      encodings: sendEncodings.map((encoding) => ({...encoding})),
      replaceTrack: async (track) => void (sender.track = track),
      getParameters: () => ({encodings: sender.encodings.map((encoding) => ({...encoding}))}),
      setParameters: async ({encodings}) => void (sender.encodings = encodings),
    };
    const line = {kind, direction, sender, receiver: {track: {kind}}};
    this.lines.push(line);
    return line;
  }

  connect() {
    this.connectionState = 'connected';
    this.onconnectionstatechange();
  }

  close() {
    this.signalingState = 'closed';
  }
}

function peerWithLines(t) {
  const capabilities = {getCapabilities: () => null};
  const former = {RTCPeerConnection: globalThis.RTCPeerConnection, RTCRtpSender: globalThis.RTCRtpSender, RTCRtpReceiver: globalThis.RTCRtpReceiver};
  Object.assign(globalThis, {RTCPeerConnection: Connection, RTCRtpSender: capabilities, RTCRtpReceiver: capabilities});
  t.after(() => Object.assign(globalThis, former));
  const peer = new MediaPeer({onState: () => {}});
  return {peer, senders: peer.connection.lines.filter(({direction}) => direction === 'sendonly').map(({sender}) => sender)};
}

const settled = async () => {
  for (let i = 0; i < 20; i++) {
    await Promise.resolve();
  }
};

const active = (senders) => senders.map(({encodings}) => encodings[0].active);

test('linesSendFromTheConnectionOn', async (t) => {
  const {peer, senders} = peerWithLines(t);
  await peer.publish('camera', {kind: 'video'});
  assert.deepEqual(active(senders), [false, false, false, false]);
  peer.connection.connect();
  await settled();
  assert.deepEqual(active(senders), [false, true, false, false]);
  assert.equal(senders[1].encodings[2].maxBitrate, 1_700_000, 'its other parameters stay');
});

test('sendsOfACameraWhatSomebodyWatches', async (t) => {
  const {peer, senders} = peerWithLines(t);
  await peer.publish('camera', {kind: 'video'});
  peer.connection.connect();
  await peer.watched('camera', {rids: ['q', 'h'], layers: 1});
  assert.deepEqual(senders[1].encodings.map(({active}) => active), [true, true, false]);
  await peer.watched('camera', {rids: ['q', 'h', 'f'], layers: 1});
  assert.deepEqual(senders[1].encodings.map(({active}) => active), [true, true, true]);
});

test('changesComeOneAfterTheOther', async (t) => {
  const {peer, senders} = peerWithLines(t);
  peer.connection.connect();
  peer.publish('camera', {kind: 'video'});
  peer.watched('camera', {rids: [], layers: 0});
  await peer.watched('camera', {rids: ['q'], layers: 1});
  assert.deepEqual(senders[1].encodings.map(({active}) => active), [true, false, false]);
});

test('linesWithoutATrackTakeNoBandwidth', async (t) => {
  const {peer, senders} = peerWithLines(t);
  peer.connection.connect();
  await peer.publish('screen', {kind: 'video'});
  assert.deepEqual(active(senders), [false, false, true, false]);
  await peer.publish('screen', null);
  assert.deepEqual(active(senders), [false, false, false, false]);
});

test('touchesNothing_whenThePeerWasClosedMeanwhile', async (t) => {
  const {peer, senders} = peerWithLines(t);
  peer.connection.connect();
  const done = peer.publish('camera', {kind: 'video'});
  peer.close();
  await done;
  assert.deepEqual(active(senders), [false, false, false, false]);
});
