"""An RTSP server that is none of ours (GStreamer's), for tests: prints its port, ends with its stdin.

rtsp-server.py CODEC AUTH PORT   CODEC: h264 | h265 | mjpeg; AUTH: none | basic | digest (user "cam", password "bi-mat-cam"); PORT: 0 is any
"""
import sys
import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer

Gst.init(None)
codec, auth, port = sys.argv[1:4]
PICTURE = "videotestsrc is-live=true pattern=smpte ! video/x-raw,format=I420,width=320,height=240,framerate=25/1"
PIPELINES = {
    "h264": PICTURE + " ! x264enc tune=zerolatency speed-preset=ultrafast bitrate=300 key-int-max=25 sliced-threads=true threads=2 ! video/x-h264,profile=baseline ! rtph264pay name=pay0 pt=96 config-interval=-1 mtu=1200",
    "h265": PICTURE + " ! x265enc tune=zerolatency speed-preset=ultrafast bitrate=300 key-int-max=25 ! rtph265pay name=pay0 pt=96 config-interval=-1 mtu=1200",
    "mjpeg": PICTURE + " ! jpegenc quality=60 ! rtpjpegpay name=pay0 mtu=1200",
}
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(port)
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch("( " + PIPELINES[codec] + " )")
factory.set_shared(True)
if auth != "none":
    guard = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "user")
    if auth == "basic":
        guard.set_supported_methods(GstRtsp.RTSPAuthMethod.BASIC)
        guard.add_basic(GstRtspServer.RTSPAuth.make_basic("cam", "bi-mat-cam"), token)
    else:
        guard.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        guard.add_digest("cam", "bi-mat-cam", token)
    server.set_auth(guard)
    permissions = GstRtspServer.RTSPPermissions()
    for right in ("media.factory.access", "media.factory.construct"):
        permissions.add_permission_for_role("user", right, True)
    factory.set_permissions(permissions)
server.get_mount_points().add_factory("/live", factory)
if server.attach(None) == 0:
    sys.exit("cannot listen on " + port)
loop = GLib.MainLoop()
GLib.io_add_watch(sys.stdin.fileno(), GLib.IOCondition.HUP | GLib.IOCondition.IN, lambda *_: loop.quit())
print(server.get_bound_port(), flush=True)
loop.run()
