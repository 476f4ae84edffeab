/** Depths at which a colour begins, m: what a person wades through, a car does not, a ground floor holds, and above. */
export const DEPTHS = [0.1, 0.3, 0.5, 1, 2] as const;
/** Hours after which a colour of arrival ends; later ones have the last. */
export const ARRIVALS = [1, 2, 4, 8] as const;
/** m: less is no difference. */
export const SAME = 0.05;

/** What a picture of something simulated tells. */
export type Told = "depth" | "difference" | "arrival";

/** RGBA of each class, 0 to 255. */
export interface SimulatedColours {
  /** By DEPTHS; of arrivals the other way round: what comes first is darkest. */
  depth: readonly (readonly [number, number, number])[];
  more: readonly [number, number, number];
  less: readonly [number, number, number];
  /** The words MÔ PHỎNG upon it. */
  sign: string;
}

/** The colours out of the tokens: a canvas knows no custom properties. */
export function simulatedColours(from: Element): SimulatedColours {
  const style = getComputedStyle(from);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return { depth: [1, 2, 3, 4, 5].map((n) => rgb(token(`--sim-${n}`))), more: rgb(token("--sim-more")), less: rgb(token("--sim-less")), sign: token("--sim-sign") || "#0e2a26" };
}

function rgb(hex: string): readonly [number, number, number] {
  const value = Number.parseInt(/^#([0-9a-f]{6})$/i.exec(hex)?.[1] ?? "808080", 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/**
 * The colour of one value; undefined: nothing is drawn there (dry, the same, never reached, no value).
 *
 * @param value m of depth; m deeper (above 0) or shallower; s of arrival
 */
export function colourOf(told: Told, value: number, colours: SimulatedColours): readonly [number, number, number, number] | undefined {
  if (!Number.isFinite(value)) return undefined;
  switch (told) {
    case "depth": {
      const at = DEPTHS.findLastIndex((from) => value >= from);
      const colour = colours.depth[at];
      return colour === undefined ? undefined : [...colour, 255];
    }
    case "difference": {
      if (Math.abs(value) < SAME) return undefined;
      const strength = Math.abs(value) < 0.3 ? 120 : Math.abs(value) < 1 ? 190 : 255;
      return [...(value > 0 ? colours.more : colours.less), strength];
    }
    case "arrival": {
      if (value < 0) return undefined;
      const at = ARRIVALS.findIndex((hours) => value < hours * 3600);
      const colour = colours.depth[ARRIVALS.length - (at === -1 ? ARRIVALS.length : at)];
      return colour === undefined ? undefined : [...colour, 255];
    }
  }
}
