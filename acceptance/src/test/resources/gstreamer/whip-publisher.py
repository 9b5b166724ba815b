"""Publishes a test picture and a tone by WHIP (RFC 9725), with GStreamer's own WebRTC stack (webrtcbin).

    python3 whip-publisher.py URL KEY (vp8|h264)

GStreamer 1.22 has no WHIP element, so this does what one would: POST the offer, take the answer, DELETE at the end.
Prints one JSON object a line: the answer's status, each state of the connection, and the status of DELETE. SIGTERM ends
it decently, SIGKILL as a power cut would.
"""

import json
import signal
import sys
import urllib.error
import urllib.parse
import urllib.request

import gi

gi.require_version('Gst', '1.0')
gi.require_version('GstWebRTC', '1.0')
gi.require_version('GstSdp', '1.0')
from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402

VIDEO = {
    'vp8': 'vp8enc deadline=1 keyframe-max-dist=250 target-bitrate=800000 ! rtpvp8pay picture-id-mode=15-bit'
           ' ! application/x-rtp,media=video,encoding-name=VP8,clock-rate=90000,payload=96',
    'h264': 'openh264enc bitrate=800000 gop-size=250 ! video/x-h264,profile=constrained-baseline'
            ' ! rtph264pay config-interval=-1 aggregate-mode=zero-latency'
            ' ! application/x-rtp,media=video,encoding-name=H264,clock-rate=90000,payload=96,packetization-mode=(string)1',
}
PIPELINE = '''
  webrtcbin name=peer bundle-policy=max-bundle
  videotestsrc is-live=true pattern=ball ! video/x-raw,width=640,height=360,framerate=25/1 ! videoconvert ! {video} ! peer.
  audiotestsrc is-live=true wave=sine freq=440 ! audioconvert ! audioresample ! opusenc ! rtpopuspay
    ! application/x-rtp,media=audio,encoding-name=OPUS,clock-rate=48000,payload=97 ! peer.
'''


def say(**what):
    print(json.dumps(what), flush=True)


class Publisher:
    def __init__(self, url, key, codec):
        self.url = url
        self.key = key
        self.resource = None
        self.loop = GLib.MainLoop()
        self.pipeline = Gst.parse_launch(PIPELINE.format(video=VIDEO[codec]))
        self.peer = self.pipeline.get_by_name('peer')
        for index in range(2):
            line = self.peer.emit('get-transceiver', index)
            line.set_property('direction', GstWebRTC.WebRTCRTPTransceiverDirection.SENDONLY)
        self.peer.connect('on-negotiation-needed', self.offer)
        self.peer.connect('notify::ice-gathering-state', self.gathered)
        self.peer.connect('notify::connection-state', self.connection)

    def offer(self, peer):
        peer.emit('create-offer', None, Gst.Promise.new_with_change_func(self.offered, None))

    def offered(self, promise, _):
        promise.wait()
        reply = promise.get_reply()
        self.peer.emit('set-local-description', reply['offer'], Gst.Promise.new())

    def gathered(self, peer, _):
        if peer.get_property('ice-gathering-state') == GstWebRTC.WebRTCICEGatheringState.COMPLETE:
            GLib.idle_add(self.publish)

    def publish(self):
        offer = self.peer.get_property('local-description').sdp.as_text()
        status, headers, answer = self.call('POST', self.url, offer)
        say(answered=status, body='' if status == 201 else answer)
        if status != 201:
            self.loop.quit()
            return False
        self.resource = urllib.parse.urljoin(self.url, headers['Location'])
        _, description = GstSdp.SDPMessage.new_from_text(answer)
        self.peer.emit(
            'set-remote-description',
            GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, description),
            Gst.Promise.new())
        return False

    def call(self, method, url, body=None):
        request = urllib.request.Request(url, method=method, data=body.encode() if body else None)
        request.add_header('Authorization', 'Bearer ' + self.key)
        if body:
            request.add_header('Content-Type', 'application/sdp')
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()

    def connection(self, peer, _):
        say(connection=peer.get_property('connection-state').value_nick)

    def end(self):
        if self.resource:
            say(deleted=self.call('DELETE', self.resource)[0])
        self.loop.quit()
        return False

    def run(self):
        GLib.unix_signal_add(GLib.PRIORITY_HIGH, signal.SIGTERM, self.end)
        self.pipeline.set_state(Gst.State.PLAYING)
        self.loop.run()
        self.pipeline.set_state(Gst.State.NULL)


Gst.init(None)
Publisher(*sys.argv[1:4]).run()
