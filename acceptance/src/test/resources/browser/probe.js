/**
 * Added to every page before its own scripts: sees each RTCPeerConnection that the page makes, from outside.
 * `window.plenumProbe` is what MediaProbe.java asks.
 */
(() => {
  if (window.plenumProbe) {
    return;
  }
  /** Every connection the page ever made, oldest first. */
  const peers = [];
  let localDescriptions = 0;
  /** A UDP port that stands in for the server's, or null. */
  let relayPort = null;

  const Native = window.RTCPeerConnection;
  class Watched extends Native {
    constructor(...args) {
      super(...args);
      peers.push(this);
    }

    setLocalDescription(...args) {
      localDescriptions++;
      return super.setLocalDescription(...args);
    }

    setRemoteDescription(description) {
      return super.setRemoteDescription(relayPort ? {type: description.type, sdp: viaRelay(description.sdp)} : description);
    }
  }
  window.RTCPeerConnection = Watched;

  /** Candidates (RFC 8839): foundation, component, transport, priority, address, port, the rest. */
  function viaRelay(sdp) {
    return sdp.replace(/^(a=candidate:\S+ \d+ \S+ \d+) \S+ \d+ /gm, `$1 127.0.0.1 ${relayPort} `);
  }

  const current = () => peers.findLast((peer) => peer.connectionState !== 'closed');

  /** All reports of RTCPeerConnection.getStats; Firefox leaves out the mid of a received stream, so it is added. */
  async function stats() {
    if (!current()) {
      return [];
    }
    const mids = new Map(current().getTransceivers().map((line) => [line.receiver.track.id, line.mid]));
    return [...(await current().getStats()).values()].map((one) => ({mid: mids.get(one.trackIdentifier), ...one}));
  }

  /** Video elements of all components, shadow roots included. */
  function videos(root = document) {
    const found = [...root.querySelectorAll('video')];
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) {
        found.push(...videos(element.shadowRoot));
      }
    }
    return found;
  }

  /** The track that a slot receives. */
  const slotTrack = (mid) => current().getTransceivers().find((line) => line.mid === mid).receiver.track;

  const remoteTracks = () => (current()?.getReceivers() ?? []).map((receiver) => receiver.track);

  /** Video elements that show what came over the network. */
  function remoteVideos() {
    const remote = new Set(remoteTracks().map((track) => track.id));
    return videos().filter((video) => video.checkVisibility() && video.videoWidth > 0 && video.srcObject?.getVideoTracks().some((track) => remote.has(track.id)));
  }

  /** The mid of the slot that a video element shows. */
  function midOf(video) {
    const ids = new Set(video.srcObject.getVideoTracks().map((track) => track.id));
    return current().getTransceivers().find((line) => ids.has(line.receiver.track.id))?.mid ?? '';
  }

  const WIDTH = 32;
  const HEIGHT = 18;
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT).getContext('2d', {willReadFrequently: true});

  /** Luma (ITU-R BT.601) of a shrunken picture, WIDTH × HEIGHT numbers from 0 to 255. */
  function luma(video) {
    canvas.drawImage(video, 0, 0, WIDTH, HEIGHT);
    const rgba = canvas.getImageData(0, 0, WIDTH, HEIGHT).data;
    return Array.from({length: WIDTH * HEIGHT}, (_, i) => Math.round(0.299 * rgba[4 * i] + 0.587 * rgba[4 * i + 1] + 0.114 * rgba[4 * i + 2]));
  }

  window.plenumProbe = {
    useRelay: (port) => (relayPort = port),
    peersMade: () => peers.length,
    localDescriptions: () => localDescriptions,
    connected: () => current()?.connectionState === 'connected',
    stats,
    /** The decoded pictures now on screen, by the mid of their slot. */
    pictures: () => Object.fromEntries(remoteVideos().map((video) => [midOf(video), luma(video)])),
    remoteVideos,
    /** What the server answered, section by section, the session's part first. */
    answer: () => current().remoteDescription.sdp.split(/^(?=m=)/m),
    senders: () => current().getSenders(),
    slotTrack,
    luma,
  };
})();
