/** Added to a page: notes how long its first remote picture stood still, and what DTLS did since `begin`. */
window.restartWatch = {
  longestGapMs: 0,
  dtlsChanges: [],
  begin() {
    const video = window.plenumProbe.remoteVideos()[0];
    let last = performance.now();
    const frame = (now) => {
      this.longestGapMs = Math.max(this.longestGapMs, now - last);
      last = now;
      video.requestVideoFrameCallback(frame);
    };
    video.requestVideoFrameCallback(frame);
    const dtls = window.plenum.peerConnection().getSenders()[0].transport;
    dtls.addEventListener('statechange', () => this.dtlsChanges.push(dtls.state));
  },
};
