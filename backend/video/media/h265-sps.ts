import { openBits, unescaped } from "./bits.ts";
import type { SampleShape } from "./h264-sps.ts";
import type { StreamFormat } from "./unit.ts";

/** Size and name of an H.265 stream from its sequence parameter set. @returns as `parseH265Sps` */
export function readH265Sps(nal: Uint8Array): StreamFormat | undefined {
  return parseH265Sps(nal)?.format;
}

/**
 * An H.265 stream's sequence parameter set (H.265 §7.3.2.2; the name by ISO/IEC 14496-15 annex E.3).
 *
 * @param nal without a start code
 * @returns undefined where it cannot be read
 */
export function parseH265Sps(nal: Uint8Array): { format: StreamFormat; shape: SampleShape; general: Uint8Array; layers: number; nested: boolean } | undefined {
  if (nal.length < 16 || nal.length > 4096) return undefined;
  const rbsp = unescaped(nal.subarray(2));
  const bits = openBits(rbsp);
  bits.skip(4);
  const layers = bits.bits(3);
  const nested = bits.bits(1) === 1;
  const space = bits.bits(2);
  const tier = bits.bits(1);
  const profile = bits.bits(5);
  let compatible = 0;
  // The name has the 32 flags in reverse order.
  for (let i = 0; i < 32; i++) if (bits.bits(1) === 1) compatible = (compatible | (1 << i)) >>> 0;
  const constraints = Array.from({ length: 6 }, () => bits.bits(8));
  const level = bits.bits(8);
  const profilePresent: number[] = [];
  const levelPresent: number[] = [];
  for (let i = 0; i < layers; i++) {
    profilePresent.push(bits.bits(1));
    levelPresent.push(bits.bits(1));
  }
  if (layers > 0) bits.skip((8 - layers) * 2);
  for (let i = 0; i < layers; i++) bits.skip((profilePresent[i] === 1 ? 88 : 0) + (levelPresent[i] === 1 ? 8 : 0));
  bits.ue();
  const chroma = bits.ue();
  if (chroma > 3) return undefined;
  if (chroma === 3) bits.skip(1);
  const [codedWidth, codedHeight] = [bits.ue(), bits.ue()];
  let [left, right, top, bottom] = [0, 0, 0, 0];
  if (bits.bits(1) === 1) [left, right, top, bottom] = [bits.ue(), bits.ue(), bits.ue(), bits.ue()];
  const shape = { chroma, lumaBits: 8 + bits.ue(), chromaBits: 8 + bits.ue() };
  if (bits.over()) return undefined;
  const [unitX, unitY] = [chroma === 1 || chroma === 2 ? 2 : 1, chroma === 1 ? 2 : 1];
  const [width, height] = [codedWidth - (left + right) * unitX, codedHeight - (top + bottom) * unitY];
  if (width < 1 || height < 1 || width > 16_384 || height > 16_384) return undefined;
  while (constraints.at(-1) === 0) constraints.pop();
  const rest = constraints.map((byte) => `.${byte.toString(16).toUpperCase()}`).join("");
  const name = `hev1.${["", "A", "B", "C"][space] ?? ""}${profile}.${compatible.toString(16).toUpperCase()}.${tier === 1 ? "H" : "L"}${level}${rest}`;
  // Its twelve bytes of profile, tier and level stand in a film's header as they are (ISO/IEC 14496-15 §8.3.3).
  return { format: { codec: "h265", name, width, height }, shape, general: rbsp.slice(1, 13), layers: layers + 1, nested };
}
