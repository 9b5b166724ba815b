/** Added to a page whose network lets nothing out but TCP to PORT: it hears of no other candidate. */
(() => {
  const prototype = window.RTCPeerConnection.prototype;
  const inherited = prototype.setRemoteDescription;
  prototype.setRemoteDescription = function (description) {
    const sdp = description.sdp.replace(/^a=candidate:.*\r\n/gm, (line) => (/ tcp \d+ \S+ PORT typ /.test(line) ? line : ''));
    return inherited.call(this, {type: description.type, sdp});
  };
})();
