import { openBits, unescaped, type Bits } from "./bits.ts";
import type { StreamFormat } from "./unit.ts";

/** Profiles whose SPS says more of colours (H.264 §7.3.2.1.1). */
const HIGH = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

const hex = (value: number): string => value.toString(16).padStart(2, "0");

function skipScalingLists(bits: Bits, count: number): void {
  for (let i = 0; i < count; i++) {
    if (bits.bits(1) === 0) continue;
    let [last, next] = [8, 8];
    for (let j = 0; j < (i < 6 ? 16 : 64) && !bits.over(); j++) {
      if (next !== 0) next = (last + bits.se() + 256) % 256;
      if (next !== 0) last = next;
    }
  }
}

/** What a film's header repeats of a sequence parameter set: chroma format and bits a sample. */
export interface SampleShape {
  chroma: number;
  lumaBits: number;
  chromaBits: number;
}

/** Size and name of an H.264 stream from its sequence parameter set. @returns as `parseH264Sps` */
export function readH264Sps(nal: Uint8Array): StreamFormat | undefined {
  return parseH264Sps(nal)?.format;
}

/**
 * An H.264 stream's sequence parameter set.
 *
 * @param nal without a start code
 * @returns undefined where it cannot be read: truncated, or a size no camera has. `shape` undefined: its profile says nothing of it
 */
export function parseH264Sps(nal: Uint8Array): { format: StreamFormat; shape: SampleShape | undefined } | undefined {
  if (nal.length < 5 || nal.length > 4096) return undefined;
  const rbsp = unescaped(nal.subarray(1));
  const [profile = 0, constraints = 0, level = 0] = rbsp;
  const bits = openBits(rbsp);
  bits.skip(24);
  bits.ue();
  let chroma = 1;
  let shape: SampleShape | undefined;
  if (HIGH.has(profile)) {
    chroma = bits.ue();
    if (chroma > 3) return undefined;
    if (chroma === 3) bits.skip(1);
    shape = { chroma, lumaBits: 8 + bits.ue(), chromaBits: 8 + bits.ue() };
    bits.skip(1);
    if (bits.bits(1) === 1) skipScalingLists(bits, chroma === 3 ? 12 : 8);
  }
  bits.ue();
  const order = bits.ue();
  if (order === 0) bits.ue();
  else if (order === 1) {
    bits.skip(1);
    bits.se();
    bits.se();
    const cycle = bits.ue();
    if (cycle > 255) return undefined;
    for (let i = 0; i < cycle; i++) bits.se();
  }
  bits.ue();
  bits.skip(1);
  const columns = bits.ue() + 1;
  const rows = bits.ue() + 1;
  const frames = bits.bits(1);
  if (frames === 0) bits.skip(1);
  bits.skip(1);
  let [left, right, top, bottom] = [0, 0, 0, 0];
  if (bits.bits(1) === 1) [left, right, top, bottom] = [bits.ue(), bits.ue(), bits.ue(), bits.ue()];
  if (bits.over()) return undefined;
  const [unitX, unitY] = [chroma === 1 || chroma === 2 ? 2 : 1, (chroma === 1 ? 2 : 1) * (2 - frames)];
  const width = columns * 16 - (left + right) * unitX;
  const height = rows * 16 * (2 - frames) - (top + bottom) * unitY;
  if (width < 1 || height < 1 || width > 16_384 || height > 16_384) return undefined;
  return { format: { codec: "h264", name: `avc1.${hex(profile)}${hex(constraints)}${hex(level)}`, width, height }, shape };
}
