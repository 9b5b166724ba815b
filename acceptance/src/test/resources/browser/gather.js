/** What a browser gets of one relay: whether a candidate, and the codes of errors (RFC 8656), each once. */
async (server) => {
  const peer = new RTCPeerConnection({iceTransportPolicy: 'relay', iceServers: [server]});
  let relayed = false;
  const errors = new Set();
  peer.onicecandidate = ({candidate}) => void (relayed ||= Boolean(candidate?.candidate));
  peer.onicecandidateerror = ({errorCode}) => void errors.add(errorCode);
  peer.addTransceiver('audio');
  await peer.setLocalDescription();
  const complete = () => peer.iceGatheringState === 'complete';
  await new Promise((resolve) => {
    peer.onicegatheringstatechange = () => complete() && resolve();
    setTimeout(resolve, 10_000);
  });
  peer.close();
  return {relayed, errors: [...errors]};
};
