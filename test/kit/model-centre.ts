import { LANES, laneOf, type Lane } from "../../backend/core/replica/lane.ts";
import type { Places } from "../../backend/core/replica/judge.ts";
import { CentreFault, type Centre, type FactLine, type FactSource, type Move } from "../../backend/ports-replica.ts";

/** A journal in memory: each fact's hash stands for all that came before it. */
export function modelSource(facts: () => readonly FactLine[], genesis: string): FactSource {
  const hashAt = (seq: number) => (seq === 0 ? genesis : facts()[seq - 1]?.hash);
  return {
    journal: genesis,
    head: () => facts().length,
    hashAt,
    take(lane, after, { rows }) {
      const mine = facts().filter(({ seq, kind }) => seq > after && laneOf(kind) === lane);
      const some = mine.slice(0, rows);
      const to = mine.length > rows ? some.at(-1)!.seq : Math.max(after, facts().length);
      return { facts: some, to: { seq: to, hash: hashAt(to)! } };
    },
    count: (lane, after, to) => facts().filter(({ seq, kind }) => seq > after && seq <= to && laneOf(kind) === lane).length,
    oldestAlarm: (after) => facts().find(({ seq, kind }) => seq > after && kind === "alarm:raised")?.at,
    facts: (after, to) => facts().slice(after, to),
    evidence: () => [],
    evidenceAfter: () => 0,
    close: () => undefined,
  };
}

export function addFact(facts: FactLine[], genesis: string, kind: string, text: string): void {
  const seq = facts.length + 1;
  facts.push({ seq, at: seq * 1000, kind, body: text, hash: `${facts.at(-1)?.hash ?? genesis}>${seq}${text}` });
}

interface Epoch {
  journal: string;
  cursors: Places;
  lineage: { lane: Lane; of: number; after: number; to: number }[];
  facts: Map<number, FactLine & { lane: Lane }>;
  /** How often each fact had its effect. */
  tally: Map<number, number>;
}

/** The centre's transactions as a model: each is done whole or not at all, over no matter what line. */
export function modelCentre() {
  const epochs = new Map<number, Epoch>();
  let live: number | undefined;
  const refused = new Set<string>();
  const history = (epoch: number): FactLine[] => (epochs.get(epoch)?.lineage ?? [])
    .flatMap(({ lane, of, after, to }) => [...epochs.get(of)!.facts.values()].filter((fact) => fact.lane === lane && fact.seq > after && fact.seq <= to))
    .toSorted((a, b) => a.seq - b.seq);
  const advance = ({ epoch, lane, from, to, facts }: Move): boolean => {
    const one = epochs.get(epoch)!;
    if (!stands(one.cursors, from)) return false;
    one.cursors = { ...one.cursors, [lane]: to };
    for (const fact of facts) {
      one.facts.set(fact.seq, { ...fact, lane });
      one.tally.set(fact.seq, (one.tally.get(fact.seq) ?? 0) + 1);
    }
    return true;
  };
  const centre: Centre = {
    known: async () => [...epochs].map(([epoch, { cursors }]) => ({ epoch, lanes: cursors })),
    newest: async (epoch, most) => history(epoch).findLast(({ seq }) => seq <= most),
    journalOf: async (epoch) => epochs.get(epoch)?.journal,
    async begin({ from, lanes, journal, after }) {
      const epoch = Math.max(0, ...after.map((one) => one.epoch)) + 1;
      if (epochs.has(epoch)) return undefined;
      const parent = from === undefined ? [] : epochs.get(from)!.lineage;
      const lineage = LANES.flatMap((lane) => [
        ...parent.filter((part) => part.lane === lane && part.after < lanes[lane].seq).map((part) => ({ ...part, to: Math.min(part.to, lanes[lane].seq) })),
        { lane, of: epoch, after: lanes[lane].seq, to: Infinity },
      ]);
      epochs.set(epoch, { journal, cursors: lanes, lineage, facts: new Map(), tally: new Map() });
      return epoch;
    },
    rooms: async () => [],
    async open(epoch) {
      live = epoch;
    },
    async move(move) {
      const { epoch, from, facts } = move;
      if (stands(epochs.get(epoch)!.cursors, from) && facts.some(({ body }) => refused.has(body))) throw new CentreFault("poison", "22P05");
      return advance(move);
    },
    quarantine: async (move) => advance(move),
    quarantined: async () => 0,
    hours: async () => [],
    marks: async () => [],
    resend: async () => undefined,
    differing: async () => [],
    differs: async () => undefined,
    agrees: async () => undefined,
    different: async () => 0,
    wholeFiles: async () => [],
    beginFile: async (_file, partBytes) => ({ partBytes, have: new Map() }),
    putPart: async () => undefined,
    endFile: async () => true,
    issued: async () => [],
    called: () => false,
    roomKey: async () => "known",
    nameKey: async () => undefined,
    close: async () => undefined,
  };
  return { centre, epochs, refused, live: () => (live === undefined ? [] : history(live)), liveEpoch: () => live };
}

function stands(cursors: Places, from: Places): boolean {
  return LANES.every((lane) => cursors[lane].seq === from[lane].seq && cursors[lane].hash === from[lane].hash);
}
