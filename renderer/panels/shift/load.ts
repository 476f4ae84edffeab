import type { RealIncident } from "#contract/incident";
import type { RequestOutput } from "#contract/request";

type OnDuty = RequestOutput<"shift:state">["on"][number];

/** EEMUA 191: what one operator is given within ten minutes, above which is a flood. */
export const MEASURE = 10;
/** A flood is over below this: who is under it has room for more. */
export const ROOM = 5;

/** What one person on duty has: the cases handled, and that share of the room's alarms of ten minutes. */
export interface Load {
  who: OnDuty;
  cases: number;
  alarms: number;
  /** Both together. */
  total: number;
  is: "over" | "well" | "room";
}

/** @param annunciations alarms of the whole room in the last ten minutes; undefined: not known yet */
export function loadsOf(on: readonly OnDuty[], annunciations: number | undefined): Load[] {
  const alarms = on.length === 0 ? 0 : (annunciations ?? 0) / on.length;
  return on.map((who) => {
    const total = who.open + alarms;
    return { who, cases: who.open, alarms, total, is: total > MEASURE ? "over" : total < ROOM ? "room" : "well" };
  });
}

/** Cases that one could hand to the other, so that neither is over the measure for it. */
export interface Offer {
  from: OnDuty;
  to: OnDuty;
  /** So many bring both nearest to each other. */
  count: number;
}

/** From who has most to who has least, where the one is over the measure and the other well under it. */
export function offerOf(loads: readonly Load[]): Offer | undefined {
  const by = loads.toSorted((a, b) => b.total - a.total);
  const [most, least] = [by[0], by.at(-1)];
  if (most?.is !== "over" || least?.is !== "room" || most.cases === 0) return undefined;
  const count = Math.min(most.cases, Math.max(1, Math.floor((most.total - least.total) / 2)));
  return { from: most.who, to: least.who, count };
}

/** The cases a person handles, those with most time left first: what is about to run out stays with who knows it. */
export function movable(incidents: Iterable<RealIncident>, handledBy: string): RealIncident[] {
  const next = ({ clocks }: RealIncident): number => Math.min(...clocks.filter(({ outcome }) => outcome === "running").map(({ due }) => due));
  return [...incidents].filter((one) => one.handledBy === handledBy && one.closedAt === undefined).sort((a, b) => compare(next(b), next(a)) || (a.id < b.id ? -1 : 1));
}

const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
