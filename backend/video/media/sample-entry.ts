import type { VideoCodec } from "#contract/video-wire";
import { box, fullBox, u16, u32 } from "./boxes.ts";
import { parseH264Sps } from "./h264-sps.ts";
import { parseH265Sps } from "./h265-sps.ts";

/** Parameter sets by their kind, each in the order they came. */
export type ParameterSets = ReadonlyMap<number, readonly Buffer[]>;

/** Kinds of NAL units that a film's header holds, in its order, and how the kind is told. */
export const SETS = { h264: [7, 8], h265: [32, 33, 34] } as const;
export const kindOf = (codec: "h264" | "h265", nal: Uint8Array): number => (codec === "h264" ? (nal[0] ?? 0) & 0x1f : ((nal[0] ?? 0) >> 1) & 0x3f);

/**
 * What a film's header says of its pictures (ISO/IEC 14496-15 §5.4, §8.4).
 *
 * @param inBand parameter sets stand before pictures too, and others than here: `avc3`, `hev1`
 * @returns undefined where the parameter sets are missing or cannot be read, and for codecs films do not hold here
 */
export function sampleEntry(codec: VideoCodec, sets: ParameterSets, { width, height, inBand }: { width: number; height: number; inBand: boolean }): Buffer | undefined {
  const config = codec === "h264" ? avcC(sets) : codec === "h265" ? hvcC(sets) : undefined;
  if (config === undefined) return undefined;
  const name = codec === "h264" ? (inBand ? "avc3" : "avc1") : inBand ? "hev1" : "hvc1";
  const dpi = u32(0x48_00_00, 0x48_00_00);
  return box(name, [0, 0, 0, 0, 0, 0, 0, 1], new Uint8Array(16), u16(width, height), dpi, u32(0), u16(1), new Uint8Array(32), u16(24, 0xff_ff), config);
}

function avcC(sets: ParameterSets): Buffer | undefined {
  const [all, pps] = [sets.get(7) ?? [], sets.get(8) ?? []];
  const [sps] = all;
  const read = sps && parseH264Sps(sps);
  if (sps === undefined || read === undefined || pps.length === 0 || all.length > 31 || pps.length > 255) return undefined;
  const listed = (nals: readonly Buffer[]): Buffer => Buffer.concat(nals.flatMap((nal) => [Buffer.from(u16(nal.length)), nal]));
  const [, profile = 0, constraints = 0, level = 0] = sps;
  const { shape } = read;
  const high = shape === undefined ? [] : [0xfc | shape.chroma, 0xf8 | (shape.lumaBits - 8), 0xf8 | (shape.chromaBits - 8), 0];
  return box("avcC", [1, profile, constraints, level, 0xff, 0xe0 | all.length], listed(all), [pps.length], listed(pps), high);
}

function hvcC(sets: ParameterSets): Buffer | undefined {
  const [sps] = sets.get(33) ?? [];
  const read = sps && parseH265Sps(sps);
  if (read === undefined || SETS.h265.some((kind) => (sets.get(kind) ?? []).length === 0)) return undefined;
  const { general, shape, layers, nested } = read;
  const arrays = SETS.h265.map((kind) => {
    const nals = sets.get(kind) ?? [];
    return Buffer.concat([Buffer.from([0x80 | kind, ...u16(nals.length)]), ...nals.flatMap((nal) => [Buffer.from(u16(nal.length)), nal])]);
  });
  return box("hvcC", [1], general, [0xf0, 0, 0xfc, 0xfc | shape.chroma, 0xf8 | (shape.lumaBits - 8), 0xf8 | (shape.chromaBits - 8), 0, 0, (layers << 3) | (nested ? 4 : 0) | 3, arrays.length], ...arrays);
}

/** The box of all of a film's sample entries. */
export const sampleDescription = (entry: Buffer): Buffer => fullBox("stsd", 0, 0, u32(1), entry);
