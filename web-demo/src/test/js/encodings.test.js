import assert from 'node:assert/strict';
import {test} from 'node:test';
import {receiveCodecs, sendable, sendCodecs} from '../../main/resources/web/assets/net/codec-preference.js';
import {cameraEncodings, settled} from '../../main/resources/web/assets/net/encodings.js';

const BROWSER = [
  {mimeType: 'video/VP8'},
  {mimeType: 'video/rtx'},
  {mimeType: 'video/H264', sdpFmtpLine: 'level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42001f'},
  {mimeType: 'video/H264', sdpFmtpLine: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f'},
  {mimeType: 'video/AV1', sdpFmtpLine: 'level-idx=5;profile=0;tier=0'},
  {mimeType: 'video/VP9', sdpFmtpLine: 'profile-id=2'},
  {mimeType: 'video/VP9', sdpFmtpLine: 'profile-id=0'},
];
const names = (codecs) => codecs.map(({mimeType}) => mimeType);

test('sendsInOneCodec_withOneThatAllDecodeBehindIt', () => {
  assert.deepEqual(names(sendCodecs('camera', BROWSER)), ['video/VP8', 'video/rtx']);
  assert.deepEqual(names(sendCodecs('camera', BROWSER, 'av1')), ['video/AV1', 'video/VP8', 'video/rtx']);
});

test('offersOneFormOfEachCodec', () => {
  assert.equal(sendCodecs('camera', BROWSER, 'h264')[0].sdpFmtpLine, BROWSER[3].sdpFmtpLine);
  assert.equal(sendCodecs('camera', BROWSER, 'vp9')[0].sdpFmtpLine, 'profile-id=0');
});

test('takesFirefoxsForms_whichNameNoProfile', () => {
  const codecs = [{mimeType: 'video/VP9', sdpFmtpLine: 'max-fs=12288;max-fr=60'}, {mimeType: 'video/AV1'}];
  assert.deepEqual(sendable(codecs), ['vp9', 'av1']);
});

test('receivesAllCodecs', () => {
  assert.deepEqual(names(receiveCodecs('video', BROWSER)), ['video/VP8', 'video/VP9', 'video/AV1', 'video/H264', 'video/rtx']);
});

test('voicesHaveRedundancy_andSharedSoundHasNot', () => {
  const sound = [{mimeType: 'audio/opus'}, {mimeType: 'audio/red'}, {mimeType: 'audio/PCMU'}];
  assert.deepEqual(names(sendCodecs('microphone', sound)), ['audio/opus', 'audio/red']);
  assert.deepEqual(names(sendCodecs('screen-audio', sound)), ['audio/opus']);
  assert.deepEqual(names(receiveCodecs('audio', sound)), ['audio/opus', 'audio/red']);
  assert.deepEqual(names(sendCodecs('microphone', [{mimeType: 'audio/opus'}])), ['audio/opus']);
});

test('leavesTheBrowsersOrder_whenItHasNoneOfOurs', () => {
  assert.deepEqual(sendCodecs('microphone', [{mimeType: 'audio/PCMU'}]), []);
});

test('offersToChooseWhatTheBrowserSends', () => {
  assert.deepEqual(sendable(BROWSER.slice(0, 3)), ['vp8']);
  assert.deepEqual(sendable(BROWSER), ['vp8', 'vp9', 'av1', 'h264']);
});

test('simulcasts_whereThereAreNoSpatialLayers', () => {
  assert.deepEqual(cameraEncodings('', true).map(({rid, scalabilityMode}) => [rid, scalabilityMode]), [['q', 'L1T3'], ['h', 'L1T3'], ['f', 'L1T3']]);
  assert.deepEqual(cameraEncodings('av1', false).map(({rid, scalabilityMode}) => [rid, scalabilityMode]), [['q', undefined], ['h', undefined], ['f', undefined]]);
  assert.deepEqual(cameraEncodings('vp9', false).map(({rid, scalabilityMode}) => [rid, scalabilityMode]), [[undefined, undefined]]);
  assert.deepEqual(cameraEncodings('vp9', true).map(({scalabilityMode}) => scalabilityMode), ['L3T3_KEY']);
});

test('layersThatNobodyWatchesAreNotEncoded', () => {
  const [svc] = cameraEncodings('av1', true);
  const at = (layers) => settled(svc, true, {rids: [], layers});
  assert.deepEqual([at(3).scalabilityMode, at(3).scaleResolutionDownBy, at(3).active], ['L3T3_KEY', 1, true]);
  assert.deepEqual([at(2).scalabilityMode, at(2).scaleResolutionDownBy], ['L2T3_KEY', 2]);
  assert.deepEqual([at(1).scalabilityMode, at(1).scaleResolutionDownBy], ['L1T3', 4]);
  assert.equal(at(0).active, false);
});

test('encodesAll_whileTheServerHasNotSaidWhatIsWatched', () => {
  for (const encoding of cameraEncodings('', true)) {
    assert.equal(settled(encoding, true, null).active, true);
    assert.equal(settled(encoding, false, null).active, false);
  }
});
