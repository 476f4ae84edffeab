/** Pictures out for which it is looked how many units were inside at the least. */
const LOOK = 50;
/** Units that are remembered: one that gives nothing is no decoder any more. */
const MOST = 300;

/** Which picture is of which unit, where a decoder gives pictures in the order they are seen and does not say of which. */
export interface Awaited<T> {
  put(unit: T): void;
  /** Of the next picture. @returns undefined: there was no unit for it */
  take(): T | undefined;
  /** Units that went in and gave nothing yet. */
  waiting(): number;
}

/**
 * The oldest unit is the next picture's. A unit that gave none would make all later ones seem older than they are: so the least
 * that waits inside while pictures come is learned at the beginning, and what is more than that later is forgotten.
 */
export function openAwaited<T>(): Awaited<T> {
  const units: T[] = [];
  let [least, outs, usual] = [Infinity, 0, -1];
  return {
    waiting: () => units.length,
    put(unit) {
      units.push(unit);
      if (units.length > MOST) units.shift();
    },
    take() {
      const unit = units.shift();
      least = Math.min(least, units.length);
      if (++outs < LOOK) return unit;
      if (usual === -1) usual = least;
      else if (least > usual) units.splice(0, least - usual);
      [least, outs] = [Infinity, 0];
      return unit;
    },
  };
}
