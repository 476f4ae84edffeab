import type { NalRules } from "./assembler.ts";
import { readH264Sps } from "./h264-sps.ts";
import { openNalStream } from "./nal-stream.ts";
import type { Depacketizer } from "./unit.ts";

const [IDR, SPS, PPS] = [5, 7, 8];

/** What is particular to H.264. */
export const H264_RULES: NalRules = {
  codec: "h264",
  kindOf: (nal) => (nal[0] ?? 0) & 0x1f,
  // Partitioned data (2–4) no camera sends and no browser decodes.
  isPicture: (kind) => kind === 1 || kind === IDR,
  isKey: (kind) => kind === IDR,
  // first_mb_in_slice is 0: its Exp-Golomb code is one set bit.
  isFirst: (nal) => ((nal[1] ?? 0) & 0x80) !== 0,
  sets: [SPS, PPS],
  read: (nal, kind) => (kind === SPS ? readH264Sps(nal) : undefined),
};

/** H.264 over RTP (RFC 6184): single NAL units, STAP-A and FU-A, which is all that packetization modes 0 and 1 have. */
export function openH264(parameterSets: readonly Buffer[] = []): Depacketizer {
  return openNalStream(H264_RULES, {
    header: 1, aggregate: 24, fragment: 28, lastKind: 23, delimiter: 9,
    rebuilt: ([indicator = 0, header = 0]) => Buffer.from([(indicator & 0xe0) | (header & 0x1f)]),
  }, parameterSets);
}
