/**
 * A call inside one page: sends camera and microphone to itself and shows what arrives. The newest connection, which
 * the probe asks, is the receiver.
 */
async () => {
  const scene = await navigator.mediaDevices.getUserMedia({audio: true, video: true});
  const sender = new RTCPeerConnection();
  const receiver = new RTCPeerConnection();
  sender.onicecandidate = ({candidate}) => candidate && receiver.addIceCandidate(candidate);
  receiver.onicecandidate = ({candidate}) => candidate && sender.addIceCandidate(candidate);
  for (const track of scene.getTracks()) {
    sender.addTransceiver(track, {direction: 'sendonly', streams: [scene]});
  }
  const connected = new Promise((resolve) => (receiver.onconnectionstatechange = () => receiver.connectionState === 'connected' && resolve()));
  await sender.setLocalDescription();
  await receiver.setRemoteDescription(sender.localDescription);
  await receiver.setLocalDescription();
  await sender.setRemoteDescription(receiver.localDescription);
  await connected;
  for (const {track} of receiver.getReceivers()) {
    const element = document.createElement(track.kind);
    element.autoplay = true;
    element.muted = track.kind === 'video';
    element.srcObject = new MediaStream([track]);
    document.body.append(element);
    await element.play();
  }
}
