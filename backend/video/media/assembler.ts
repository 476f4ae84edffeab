import type { VideoCodec } from "#contract/video-wire";
import { MAX_PIECES, MAX_UNIT, START_CODE, type AccessUnit, type StreamFormat } from "./unit.ts";

/** What is particular to a codec made of NAL units. */
export interface NalRules {
  codec: VideoCodec;
  /** The kind of a NAL unit by its first byte. */
  kindOf(nal: Buffer): number;
  /** Holds a piece of a picture. */
  isPicture(kind: number): boolean;
  /** Can be decoded by itself. */
  isKey(kind: number): boolean;
  /** The first piece of a picture, where that can be told. */
  isFirst(nal: Buffer): boolean;
  /** Parameter sets, in the order they stand before a key picture. */
  sets: readonly number[];
  read(nal: Buffer, kind: number): StreamFormat | undefined;
}

/** Collects NAL units to pictures, with parameter sets before each key one. */
export interface Assembler {
  /** A picture ends where the sender's clock changes, whatever it marked. @returns the one that is whole with it */
  begin(timestamp: number): AccessUnit[];
  /** @param nal whole, without a start code; kept until the picture is whole */
  add(nal: Buffer): void;
  /** The picture so far is not whole, and so none. */
  spoil(): void;
  /** A whole picture is missing before this one. */
  miss(): void;
  /** The sender marked the last packet of a picture. */
  marked(): AccessUnit[];
  format(): StreamFormat | undefined;
  waiting(): number;
}

/** @param given parameter sets that the description names */
export function openAssembler(rules: NalRules, given: readonly Buffer[]): Assembler {
  const sets = new Map<number, Buffer>();
  let format: StreamFormat | undefined;
  let nals: Buffer[] = [];
  let [size, timestamp] = [0, 0];
  let [spoilt, broken, key, picture] = [false, false, false, false];
  /** The picture that was given out last, and whether its sender marks pieces of pictures as if they were whole. */
  let last: number | undefined;
  let lies = false;

  function keepSet(nal: Buffer, kind: number): void {
    const former = sets.get(kind);
    if (former !== undefined && former.equals(nal)) return;
    // A copy: the packet it lies in is far larger, and it is kept for long.
    sets.set(kind, Buffer.from(nal));
    format = rules.read(nal, kind) ?? format;
  }
  for (const nal of given) keepSet(nal, rules.kindOf(nal));

  function clear(): void {
    nals = [];
    [size, spoilt, key, picture] = [0, false, false, false];
  }
  function end(): AccessUnit[] {
    if (spoilt) {
      broken = true;
      clear();
      return [];
    }
    if (!picture) return [];
    const parts: Buffer[] = [];
    if (key) for (const kind of rules.sets) {
      const set = sets.get(kind);
      if (set !== undefined && !nals.some((nal) => rules.kindOf(nal) === kind)) parts.push(START_CODE, set);
    }
    for (const nal of nals) parts.push(START_CODE, nal);
    const data = Buffer.concat(parts);
    const unit: AccessUnit = { codec: rules.codec, key, broken, data, timestamp };
    broken = false;
    last = timestamp;
    clear();
    return [unit];
  }

  return {
    format: () => format,
    waiting: () => size,
    begin(next) {
      const whole = next === timestamp ? [] : end();
      timestamp = next;
      return whole;
    },
    add(nal) {
      const kind = rules.kindOf(nal);
      if (rules.sets.includes(kind)) keepSet(nal, kind);
      if (rules.isPicture(kind)) {
        // The rest of a picture that was given out as whole: its marks are not to be believed from now on.
        if (last === timestamp && !picture && !rules.isFirst(nal)) {
          lies = true;
          spoilt = true;
        }
        picture = true;
        key ||= rules.isKey(kind);
      }
      size += nal.length;
      if (size > MAX_UNIT || nals.length >= MAX_PIECES) {
        nals = [];
        [size, spoilt] = [0, true];
        return;
      }
      if (!spoilt) nals.push(nal);
    },
    spoil() {
      spoilt = true;
      broken = true;
    },
    miss: () => void (broken = true),
    marked: () => (lies ? [] : end()),
  };
}
