/** Added to a page whose network reaches nothing but the TURN server at RELAY: its media takes a relay or none. */
(() => {
  const Inherited = window.RTCPeerConnection;
  const only = (configuration) => ({
    ...configuration,
    iceTransportPolicy: 'relay',
    iceServers: (configuration?.iceServers ?? []).map((server) => ({...server, urls: server.urls.filter((url) => url === 'RELAY')})),
  });
  window.RTCPeerConnection = class extends Inherited {
    constructor(configuration) {
      super(only(configuration));
    }

    setConfiguration(configuration) {
      super.setConfiguration(only(configuration));
    }
  };
})();
