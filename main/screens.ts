import type { Screen } from "#contract/wall";

/** A physical monitor as Electron tells it now. Device-independent pixels. */
export interface Seen {
  /** From the EDID where the monitor has one; else whatever the system counts, and then it may change with the cable. */
  id: number;
  label: string;
  bounds: { x: number; y: number; width: number; height: number };
  scaleFactor: number;
  rotation: number;
}

/** A monitor seen at some time, with the key it was given then. */
export interface Known {
  key: string;
  id: number;
  label: string;
  bounds: Seen["bounds"];
  /** Seen since the system counted its monitors anew: as long as it does not, an id means the same one. Never kept on disk. */
  lately?: true;
}

/** Monitors remembered at most, those present first. */
export const MAX_KNOWN = 64;
const MAX_LABEL = 100;

const samePosition = (a: Seen, b: Known) => a.bounds.x === b.bounds.x && a.bounds.y === b.bounds.y;
const sameSize = (a: Seen, b: Known) => a.bounds.width === b.bounds.width && a.bounds.height === b.bounds.height;
const sameLabel = (a: Seen, b: Known) => labelOf(a) === b.label;

/**
 * Ways to recognise a monitor, surest first. A label comes from the EDID, and so does the id of a monitor that has one: it
 * outlives every rearrangement. Without a label an id is what the system counted out, and good until its next start; the
 * place on the desktop then says more, but moves when the first monitor is pulled and the others move up.
 */
const WAYS: readonly ((seen: Seen, known: Known) => boolean)[] = [
  (seen, known) => (known.label !== "" || known.lately === true) && sameLabel(seen, known) && seen.id === known.id,
  (seen, known) => sameLabel(seen, known) && samePosition(seen, known) && sameSize(seen, known),
  (seen, known) => sameLabel(seen, known) && samePosition(seen, known),
  (seen, known) => sameLabel(seen, known) && seen.id === known.id,
];

/**
 * Gives each monitor its key: the one it had before, however it has moved; else one from its label (with an ordinal by
 * position for equals), else from position and size.
 *
 * @param known what was remembered: monitors present at the last look and others seen before
 * @returns what is to be remembered now: the monitors present, in the order of `seen`, then absent ones, at most MAX_KNOWN
 */
export function identify(seen: readonly Seen[], known: readonly Known[]): Known[] {
  const keys = new Map<Seen, string>();
  const left = new Set(known);
  const open = () => seen.filter((one) => !keys.has(one));
  const give = (one: Seen, was: Known) => {
    keys.set(one, was.key);
    left.delete(was);
  };
  for (const way of WAYS)
    for (const one of open()) {
      const was = [...left].find((candidate) => way(one, candidate));
      if (was !== undefined) give(one, was);
    }
  // The only one of its label, both then and now: it has moved to another connector and another place.
  for (const one of open()) {
    const then = [...left].filter((candidate) => candidate.label !== "" && sameLabel(one, candidate));
    const now = open().filter((other) => labelOf(other) === labelOf(one));
    if (then.length === 1 && now.length === 1 && then[0] !== undefined) give(one, then[0]);
  }
  const taken = new Set([...keys.values(), ...[...left].map(({ key }) => key)]);
  for (const one of open().sort((a, b) => a.bounds.y - b.bounds.y || a.bounds.x - b.bounds.x)) {
    const key = freshKey(one, taken);
    taken.add(key);
    keys.set(one, key);
  }
  const present = seen.map((one): Known => ({ key: keys.get(one) ?? "", id: one.id, label: labelOf(one), bounds: { ...one.bounds }, lately: true }));
  return [...present, ...left].slice(0, Math.max(MAX_KNOWN, present.length));
}

/** Trimmed, so that what is compared is what was remembered. */
function labelOf(seen: Seen): string {
  return seen.label.trim().slice(0, MAX_LABEL);
}

function freshKey(seen: Seen, taken: ReadonlySet<string>): string {
  const { x, y, width, height } = seen.bounds;
  const label = labelOf(seen);
  const base = label === "" ? `${x},${y} ${width}x${height}` : label;
  let key = base;
  for (let ordinal = 2; taken.has(key); ordinal++) key = `${base} #${ordinal}`;
  return key;
}

/** A monitor in the contract's words. */
export function screenOf(seen: Seen, key: string, primary: boolean): Screen {
  const whole = (value: number, least: number) => Math.min(32_768, Math.max(least, Math.round(value)));
  const { x, y, width, height } = seen.bounds;
  const label = labelOf(seen);
  return {
    key,
    label: label === "" ? `${width}×${height} (${x},${y})` : label,
    bounds: { x: whole(x, -32_768), y: whole(y, -32_768), width: whole(width, 1), height: whole(height, 1) },
    scale: Math.min(8, Math.max(0.25, seen.scaleFactor)),
    rotation: seen.rotation === 90 || seen.rotation === 180 || seen.rotation === 270 ? seen.rotation : 0,
    primary,
  };
}

/**
 * Linux without any monitor: Chromium then tells of one that is not there, with id 0 and no label.
 *
 * @param known monitors seen before: a machine that never had another id has a monitor of this id
 */
export function isPhantom(seen: readonly Seen[], known: readonly Known[]): boolean {
  const [only] = seen;
  return seen.length === 1 && only !== undefined && only.id === 0 && labelOf(only) === "" && known.some(({ id }) => id !== 0);
}
