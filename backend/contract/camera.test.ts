import { describe, expect, test } from "vitest";
import { CameraDraft, StreamUrl } from "./camera.ts";

test.each(["rtsp://10.0.0.5/live", "rtsp://10.0.0.5:554/Streaming/Channels/101?transportmode=unicast", "rtsps://cam-1.hue.example:322/a/b", "rtsp://[fd00::5]:8554/x", "rtsp://cam", "http://10.0.0.5:8080/video.mjpg?ch=1", "https://10.0.0.5/video.cgi", "film:cong-dap-da.mp4", "film:a.h264?fps=12.5"])("an address %s is taken", (url) => expect(StreamUrl.safeParse(url).success).toBe(true));
test.each(["rtsp://admin:mat-khau@10.0.0.5/live", "rtsp://admin@10.0.0.5/live", "rtsp://10.0.0.5/live?user=admin&password=x", "rtsp://10.0.0.5/x?a=1&PWD=x", "rtsp://10.0.0.5/user=admin_password=x_channel=1_stream=0.sdp", "rtsp://10.0.0.5/x?u=admin&p=x", "rtsp://10.0.0.5:70000/live", "rtsp://[fd00::5]:99999/x", "http://10.0.0.5:70000/x", "ftp://10.0.0.5/live", "http://admin:x@10.0.0.5/video", "http://10.0.0.5/video?pwd=x", "film:../ops.db", "film:../a.mp4", "film:/etc/a.mp4", "film:a/b.mp4", "film:..mp4", "film:a%2f.mp4", "film:a.mp4?fps=0", "film:a.db", "file:///etc/passwd", "rtsp://", "rtsp://a b/", "rtsp://a/\r\nX: y", "rtsp://a/#b", `rtsp://a/${"x".repeat(500)}`])("no address with a secret or a line end in it: %j", (url) => expect(StreamUrl.safeParse(url).success).toBe(false));

describe("a camera", () => {
  const camera = { id: "c", name: "Camera", thingId: "t", streams: { main: { url: "rtsp://c/main" } } };
  test("is where a station is, or where it says", () => {
    expect(CameraDraft.safeParse(camera).success).toBe(true);
    expect(CameraDraft.safeParse({ ...camera, thingId: undefined, position: [107.59, 16.46] }).success).toBe(true);
    expect(CameraDraft.safeParse({ ...camera, thingId: undefined }).error?.issues[0]?.path).toEqual(["position"]);
  });
  test("is asked over TLS where its address says so, and only there", () => {
    expect(CameraDraft.safeParse({ ...camera, transport: "tls" }).success).toBe(false);
    expect(CameraDraft.safeParse({ ...camera, transport: "tls", streams: { main: { url: "rtsps://c/main" } } }).success).toBe(true);
    expect(CameraDraft.safeParse({ ...camera, streams: { main: { url: "rtsps://c/main" } } }).success).toBe(false);
  });
});
