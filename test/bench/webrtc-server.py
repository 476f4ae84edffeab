"""Cameras by WebRTC (GStreamer's webrtcbin), as a peer of the bench: nothing is coded anew, one peer connection a camera.

stdin, a line each: {"camera": 0, "url": "rtsp://…"} begins one; {"camera": 0, "answer": "v=0…"} is the browser's answer.
stdout, a line each: {"camera": 0, "offer": "v=0…"}, with all its candidates. Ends with its stdin.
"""
import json
import sys
import threading
import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstSdp", "1.0")
gi.require_version("GstWebRTC", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC

Gst.init(None)
loop = GLib.MainLoop()
bins = {}
telling = threading.Lock()
PIPELINE = "rtspsrc location={url} protocols=tcp latency=0 ! rtph264depay ! h264parse config-interval=-1 ! rtph264pay config-interval=-1 aggregate-mode=zero-latency mtu=1200 ! application/x-rtp,media=video,encoding-name=H264,payload=96 ! webrtcbin name=out bundle-policy=max-bundle"


def begin(camera, url):
    pipeline = Gst.parse_launch(PIPELINE.format(url=url))
    out = pipeline.get_by_name("out")
    ice = out.get_property("ice-agent")
    bins[camera] = (pipeline, out, ice)

    def tell(element, _spec):
        if element.get_property("ice-gathering-state") == GstWebRTC.WebRTCICEGatheringState.COMPLETE:
            line = json.dumps({"camera": camera, "offer": element.get_property("local-description").sdp.as_text()})
            # Each camera's offer is told by a thread of its own: its line goes out whole.
            with telling:
                sys.stdout.write(line + "\n")
                sys.stdout.flush()

    def offered(promise, element, _data):
        # The reply owns what it holds: it is kept until the offer was copied.
        reply = promise.get_reply()
        offer = reply.get_value("offer")
        element.emit("set-local-description", offer, Gst.Promise.new())

    def needed(element):
        element.emit("create-offer", None, Gst.Promise.new_with_change_func(offered, element, None))

    # Nothing here leaves the machine.
    ice.emit("add-local-ip-address", "127.0.0.1")
    out.connect("notify::ice-gathering-state", tell)
    out.connect("on-negotiation-needed", needed)
    pipeline.set_state(Gst.State.PLAYING)


def answer(camera, text):
    _result, sdp = GstSdp.SDPMessage.new_from_text(text)
    description = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, sdp)
    bins[camera][1].emit("set-remote-description", description, Gst.Promise.new())


def hear():
    for line in sys.stdin:
        told = json.loads(line)
        GLib.idle_add(lambda t=told: (begin(t["camera"], t["url"]) if "url" in t else answer(t["camera"], t["answer"])) and False)
    GLib.idle_add(loop.quit)


threading.Thread(target=hear, daemon=True).start()
loop.run()
