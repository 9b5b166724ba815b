import assert from 'node:assert/strict';
import {test} from 'node:test';
import {withStereo} from '../../main/resources/web/assets/net/stereo.js';

const section = (kind, direction, fmtp) =>
  [`m=${kind} 9 UDP/TLS/RTP/SAVPF 111 63`, `a=${direction}`, 'a=rtpmap:111 opus/48000/2', `a=fmtp:111 ${fmtp}`, 'a=rtpmap:63 red/48000/2', 'a=fmtp:63 111/111', ''].join('\r\n');
const OPUS = 'minptime=10;useinbandfec=1';

test('sharedSoundIsSentAndEverySlotReceivedInStereo_butNotTheMicrophone', () => {
  const offer = ['v=0\r\n', section('audio', 'sendonly', OPUS), section('video', 'sendonly', OPUS), section('audio', 'sendonly', OPUS), section('audio', 'recvonly', OPUS)];
  assert.equal(
    withStereo(offer.join('')),
    [offer[0], offer[1], offer[2], section('audio', 'sendonly', `${OPUS};stereo=1;sprop-stereo=1`), section('audio', 'recvonly', `${OPUS};stereo=1`)].join(''),
  );
});

test('leavesAlone_whatSaysSoItself', () => {
  const offer = section('audio', 'sendonly', OPUS) + section('audio', 'recvonly', 'maxplaybackrate=48000;stereo=1;useinbandfec=1');
  assert.equal(withStereo(offer), offer);
  assert.equal(withStereo('v=0\r\n'), 'v=0\r\n');
});
