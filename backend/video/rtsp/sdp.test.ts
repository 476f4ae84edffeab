import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { controlUrl, isSameHost, plainUrl, targetOf } from "./address.ts";
import { parseSdp } from "./sdp.ts";
import { parseTransport } from "./transport.ts";

const SDP = ["v=0", "o=- 1 1 IN IP4 10.0.0.5", "s=x", "a=control:*", "m=audio 0 RTP/AVP 0", "a=control:trackID=2", "m=video 0 RTP/AVP 96", "a=rtpmap:96 H264/90000", "a=fmtp:96 packetization-mode=1;profile-level-id=640029;sprop-parameter-sets=Z2QAKa2EAQwg,aO48sA==", "a=framerate:25.0", "a=control:trackID=1"].join("\r\n");

describe("a description", () => {
  test("names the picture track, its parameter sets and its address", () => {
    expect(parseSdp(SDP)).toMatchObject({ ok: true, value: { control: "*", video: { codec: "h264", payloadType: 96, clockRate: 90_000, control: "trackID=1", framerate: 25 } } });
    const parsed = parseSdp(SDP);
    expect(parsed.ok && parsed.value.video.parameterSets.map((set) => set.toString("base64"))).toEqual(["Z2QAKa2EAQwg", "aO48sA=="]);
  });
  test.each<[string, string, object]>([
    ["H.265", "m=video 0 RTP/AVP 98\na=rtpmap:98 H265/90000\na=fmtp:98 sprop-vps=QAEM; sprop-sps=QgEB; sprop-pps=RAHA", { codec: "h265", payloadType: 98 }],
    ["JPEG that is not even named", "m=video 0 RTP/AVP 26", { codec: "mjpeg", payloadType: 26, clockRate: 90_000 }],
    ["the second of two kinds", "m=video 0 RTP/AVP 97 96\na=rtpmap:97 VP8/90000\na=rtpmap:96 H264/90000", { codec: "h264" }],
    ["the second of two tracks", "m=video 0 RTP/AVP 97\na=rtpmap:97 vnd.onvif.metadata/90000\nm=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000", { codec: "h264" }],
  ])("%s", (_what, lines, video) => expect(parseSdp(`v=0\n${lines}`)).toMatchObject({ ok: true, value: { video } }));
  test.each<[string, string, string]>([
    ["of no picture", "v=0\nm=audio 0 RTP/AVP 0", "unsupported"], ["of a kind not known", "v=0\nm=video 0 RTP/AVP 97\na=rtpmap:97 VP8/90000", "unsupported"],
    ["without end", `v=0\n${"a=x\n".repeat(600)}`, "malformed"], ["that is none", "<html>", "malformed"],
  ])("%s is told as such", (_what, text, reason) => expect(parseSdp(text)).toMatchObject({ ok: false, fault: { reason } }));
  test("invariant 12 nothing in it throws", () =>
    fc.assert(fc.property(fc.array(fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom(...SDP.split("\r\n"), "a=rtpmap:96 H264/0", "a=fmtp:96 sprop-parameter-sets=,,,", "m=video", "m=video 0 RTP/AVP 999 -1 x")), { maxLength: 30 }), (lines) => {
      const parsed = parseSdp(lines.join("\n"));
      expect(parsed.ok || parsed.fault.detail.length <= 160).toBe(true);
    })));
});

describe("addresses", () => {
  test.each<[string | undefined, string, string]>([
    ["trackID=1", "rtsp://10.0.0.5:554/live/", "rtsp://10.0.0.5:554/live/trackID=1"],
    ["trackID=1", "rtsp://10.0.0.5/live?channel=1", "rtsp://10.0.0.5:554/live?channel=1/trackID=1"],
    ["/track1", "rtsp://10.0.0.5/live", "rtsp://10.0.0.5:554/live/track1"],
    ["*", "rtsp://10.0.0.5/live", "rtsp://10.0.0.5:554/live"],
    [undefined, "no address", "rtsp://10.0.0.5:554/asked"],
    ["rtsp://192.168.1.9:8554/inner/track1", "rtsp://10.0.0.5/live", "rtsp://10.0.0.5:554/inner/track1"],
    ["trackID=1", "rtsp://evil.example/live/", "rtsp://10.0.0.5:554/live/trackID=1"],
  ])("of track %s at base %s is on the machine that was asked", (control, base, url) => expect(controlUrl(control, base, "rtsp://10.0.0.5:554/asked")).toBe(url));
  test("hold no user name, and tell a machine from another", () => {
    expect(plainUrl("rtsp://a:b@c/d?e#f")).toBe("rtsp://c/d?e");
    expect(targetOf("rtsps://[fd00::1]/x")).toEqual({ host: "fd00::1", port: 322, secure: true });
    expect(isSameHost("rtsp://CAM/x", "rtsp://cam:554/y")).toBe(true);
    for (const other of ["rtsp://cam:555/y", "rtsps://cam:554/y", "rtsp://cam.evil/y", "nonsense"]) expect(isSameHost("rtsp://cam/x", other)).toBe(false);
  });
});

test.each<[string, "interleaved" | "udp", object]>([
  ["RTP/AVP/TCP;unicast;interleaved=4-5;ssrc=ABCD1234", "interleaved", { ok: true, value: { interleaved: { rtp: 4, rtcp: 5 }, ssrc: 0xabcd1234 } }],
  ["RTP/AVP/TCP;unicast", "interleaved", { ok: true, value: { interleaved: { rtp: 0, rtcp: 1 } } }],
  ["RTP/AVP;unicast;client_port=5000-5001;server_port=6000-6001", "udp", { ok: true, value: { serverPorts: { rtp: 6000, rtcp: 6001 } } }],
  ["RTP/AVP;multicast;destination=239.0.0.1", "udp", { ok: false, fault: { reason: "unsupported" } }],
  ["RTP/AVP;unicast;client_port=5000-5001", "interleaved", { ok: false, fault: { reason: "unsupported" } }],
  ["RTP/AVP/TCP;interleaved=300-301", "interleaved", { ok: true, value: { interleaved: { rtp: 0, rtcp: 1 } } }],
])("transport %s, asked for %s", (header, wanted, settled) => expect(parseTransport(header, wanted)).toMatchObject(settled));
