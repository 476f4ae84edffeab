import type { NalRules } from "./assembler.ts";
import { readH265Sps } from "./h265-sps.ts";
import { openNalStream } from "./nal-stream.ts";
import type { Depacketizer } from "./unit.ts";

const [VPS, SPS, PPS] = [32, 33, 34];
/** Pictures that can be decoded by themselves: BLA, IDR and CRA (H.265 table 7-1). */
const [FIRST_KEY, LAST_KEY] = [16, 21];

/** What is particular to H.265. */
export const H265_RULES: NalRules = {
  codec: "h265",
  kindOf: (nal) => ((nal[0] ?? 0) >> 1) & 0x3f,
  isPicture: (kind) => kind < 32,
  isKey: (kind) => kind >= FIRST_KEY && kind <= LAST_KEY,
  isFirst: (nal) => ((nal[2] ?? 0) & 0x80) !== 0,
  sets: [VPS, SPS, PPS],
  read: (nal, kind) => (kind === SPS ? readH265Sps(nal) : undefined),
};

/** H.265 over RTP (RFC 7798): single NAL units, AP and FU, without decoding order numbers (no camera is known to use them). */
export function openH265(parameterSets: readonly Buffer[] = []): Depacketizer {
  return openNalStream(H265_RULES, {
    header: 2, aggregate: 48, fragment: 49, lastKind: 47, delimiter: 35,
    rebuilt: ([first = 0, second = 0, header = 0]) => Buffer.from([(first & 0x81) | ((header & 0x3f) << 1), second]),
  }, parameterSets);
}
