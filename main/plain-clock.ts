/** The room's time of day, as its walls show it. */
const CLOCK = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

/** @param at ms UTC. @returns the room's time of day, "HH:MM:SS" */
export const roomTime = (at: number): string => CLOCK.format(at);

/**
 * A clock for pages that may not run a script: three whole numbers that step by animation, begun at what the room's clock says
 * now, and drawn by counters.
 *
 * @param at ms UTC, when the sheet is served
 */
export function clockSheet(at: number): string {
  const [h = 0, m = 0, s = 0] = roomTime(at).split(":").map(Number);
  const second = s + (at % 1000) / 1000;
  const hand = (name: string, steps: number, span: number, gone: number) => `@property --${name} { syntax: "<integer>"; initial-value: 0; inherits: true; }
@keyframes ${name} { from { --${name}: 0; } to { --${name}: ${steps}; } }
/* ${name} */ :root { --turn-${name}: ${name} ${span}s steps(${steps}) -${gone.toFixed(3)}s infinite; }
`;
  return `${hand("h", 24, 86_400, h * 3600 + m * 60 + second)}${hand("m", 60, 3600, m * 60 + second)}${hand("s", 60, 60, second)}.clock { animation: var(--turn-h), var(--turn-m), var(--turn-s); counter-reset: h var(--h) m var(--m) s var(--s); }
.clock::after { content: counter(h, decimal-leading-zero) ":" counter(m, decimal-leading-zero) ":" counter(s, decimal-leading-zero); }
`;
}
