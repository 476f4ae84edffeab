import type { VideoTrack } from "../rtsp/sdp.ts";
import { openH264 } from "./h264.ts";
import { openH265 } from "./h265.ts";
import { openMjpeg } from "./mjpeg.ts";
import type { Depacketizer } from "./unit.ts";

/** What makes pictures of a track's packets. */
export function openMedia({ codec, parameterSets }: Pick<VideoTrack, "codec" | "parameterSets">): Depacketizer {
  switch (codec) {
    case "h264": return openH264(parameterSets);
    case "h265": return openH265(parameterSets);
    case "mjpeg": return openMjpeg();
  }
}
