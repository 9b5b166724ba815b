/**
 * Encodes spatial layers that need each other in every picture (L3T3), where the page asks for layers that do so in
 * keyframes only (L3T3_KEY).
 */
(() => {
  const full = (encoding) => ({...encoding, ...(encoding.scalabilityMode ? {scalabilityMode: encoding.scalabilityMode.replace('_KEY', '')} : {})});
  const {addTransceiver} = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.addTransceiver = function (kind, init = {}) {
    return addTransceiver.call(this, kind, {...init, ...(init.sendEncodings ? {sendEncodings: init.sendEncodings.map(full)} : {})});
  };
  const {setParameters} = RTCRtpSender.prototype;
  RTCRtpSender.prototype.setParameters = function (parameters) {
    parameters.encodings = parameters.encodings.map(full);
    return setParameters.call(this, parameters);
  };
})();
