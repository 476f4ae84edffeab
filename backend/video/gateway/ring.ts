import type { Received } from "../rtsp/receive.ts";

/** A picture in the order it came. */
export interface RingUnit extends Received {
  /** Of the stream, 32 bits, from 0. */
  seq: number;
}

/** The newest pictures of a stream, whole groups from a key picture on. */
export interface Ring {
  /** @returns the picture with its number */
  put(unit: Received): RingUnit;
  /** From the newest key picture on: what a decoder needs to show the newest. None before the first key picture. */
  fromKey(): readonly RingUnit[];
  all(): readonly RingUnit[];
  /** Another format: what came before cannot be decoded with what comes. */
  clear(): void;
  bytes(): number;
}

/**
 * Oldest groups go first above either bound; a single group larger than `bytes` is let go whole, and nothing is kept until the
 * next key picture.
 *
 * @param bounds.ms between the oldest and the newest picture, by arrival
 */
export function openRing(bounds: { bytes: number; ms: number }): Ring {
  let units: RingUnit[] = [];
  let [size, seq] = [0, 0];
  /** Index of the newest key picture; -1: none. */
  let key = -1;

  function drop(count: number): void {
    for (const { data } of units.slice(0, count)) size -= data.length;
    units = units.slice(count);
    key -= count;
  }
  /** Length of the oldest group. */
  function firstGroup(): number {
    const next = units.findIndex((unit, i) => i > 0 && unit.key);
    return next === -1 ? units.length : next;
  }
  return {
    bytes: () => size,
    all: () => units,
    fromKey: () => (key < 0 ? [] : units.slice(key)),
    clear() {
      units = [];
      [size, key] = [0, -1];
    },
    put(unit) {
      const numbered: RingUnit = { ...unit, seq: seq++ >>> 0 };
      if (!unit.key && key < 0) return numbered;
      units.push(numbered);
      size += unit.data.length;
      if (unit.key) key = units.length - 1;
      while (key > 0 && (size > bounds.bytes || unit.arrived - (units[0]?.arrived ?? unit.arrived) > bounds.ms)) drop(firstGroup());
      if (size > bounds.bytes) {
        units = [];
        [size, key] = [0, -1];
      }
      return numbered;
    },
  };
}
