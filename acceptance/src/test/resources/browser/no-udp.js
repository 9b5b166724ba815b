/** Added to a page whose network lets no UDP out: it never hears of the server's UDP candidates. */
(() => {
  const prototype = window.RTCPeerConnection.prototype;
  const inherited = prototype.setRemoteDescription;
  prototype.setRemoteDescription = function (description) {
    const sdp = description.sdp.replace(/^a=candidate:\S+ \d+ udp .*\r\n/gim, '');
    return inherited.call(this, {type: description.type, sdp});
  };
})();
