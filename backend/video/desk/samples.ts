import type { Camera, StreamHealth, StreamState } from "#contract/camera";

/** One figure for Prometheus, as the server takes it. */
export interface VideoSample {
  name: string;
  help: string;
  type: "counter" | "gauge";
  value: number;
  labels?: Record<string, string>;
}

interface Seen {
  counts: { sources: number; windows: number; bytes: number; kept: number; died: number };
  /** Every stream of every camera. */
  streams: Iterable<{ camera: Camera; stream: "main" | "sub"; state: StreamState; health: StreamHealth }>;
}

/** The gateway's figures and every stream's. What is not known has no line: 0 would be a measurement. */
export function videoSamples({ counts, streams }: Seen): VideoSample[] {
  const gauge = (name: string, help: string, value: number, labels?: Record<string, string>): VideoSample => ({ name, help, type: "gauge", value, ...(labels !== undefined && { labels }) });
  const samples: VideoSample[] = [
    gauge("video_sources", "Streams that are connected or being connected", counts.sources),
    gauge("video_windows", "Windows with live pictures", counts.windows),
    gauge("video_ring_bytes", "Pictures kept in memory", counts.bytes),
    gauge("video_reel_bytes", "Pictures kept on the disk", counts.kept),
    { name: "video_gateway_deaths_total", help: "Times that the process that fetches pictures died, since the backend started", type: "counter", value: counts.died },
  ];
  for (const { camera: { id, enabled }, stream, state, health } of streams) {
    if (!enabled) continue;
    const labels = { camera: id, stream };
    const asked = state.is !== "idle";
    if (asked) samples.push(gauge("camera_live", "1 while pictures come in time", state.is === "live" ? 1 : 0, labels), gauge("camera_suspect", "1 while the picture does not change, or holds much less than usual", state.picture === undefined ? 0 : 1, labels));
    if (state.fps !== undefined) samples.push(gauge("camera_fps", "Pictures a second", state.is === "live" || state.is === "late" ? state.fps : 0, labels));
    if (state.bitrate !== undefined) samples.push(gauge("camera_bits_per_second", "Bits a second", state.is === "live" || state.is === "late" ? state.bitrate : 0, labels));
    if (state.clockOff !== undefined) samples.push(gauge("camera_clock_off_seconds", "Its clock less ours", state.clockOff / 1000, labels));
    if (state.drift !== undefined) samples.push(gauge("camera_clock_drift_seconds_per_hour", "How its clock runs away", state.drift / 1000, labels));
    if (health.up !== undefined) samples.push(gauge("camera_up_ratio", "Part of the watched time with a picture, over 24 h at most", health.up, labels), gauge("camera_outages", "Times the picture was lost, over 24 h at most", health.outages, labels));
  }
  return samples;
}
