import { fail, ok, type Result } from "#contract/result";
import { judge, top, type KnownEpoch } from "../core/replica/judge.ts";
import { LANES } from "../core/replica/lane.ts";
import type { CarriedFacts, Centre, FileSource } from "../ports-replica.ts";
import type { Log } from "../ports.ts";
import { openFiles } from "./files.ts";
import { openLoad } from "./load.ts";
import { step, type Stand } from "./stand.ts";

/** As the sender's. */
const BOUNDS = { rows: 2000, bytes: 4_000_000 };
/** Times the room's own sender may be there before us, one after the other, until we give way. */
const MOST_OVERTAKEN = 100;
/** Files asked for at one go. */
const ASKED = 100;
/** There is no line to be shared. */
const atOnce = async (): Promise<void> => undefined;

/** Why nothing is brought. `has`: up to which fact the centre has all of the room's history. */
export type BringFault = { is: "unknown-key" | "retired-key" | "other-history" | "busy" } | { is: "gap"; has: number };

export interface Brought {
  /** In which of the centre's histories of the room. */
  epoch: number;
  /** Facts that were not there, and of them those the centre cannot hold as the others are. */
  facts: number;
  quarantined: number;
  /** Pieces of evidence that are whole there now and were not. */
  files: number;
  /** Pieces that were not taken: run it again. */
  filesLeft: number;
}

export interface BringOptions {
  centre: Centre;
  facts: CarriedFacts;
  files: FileSource;
  /** The room's key that signed them, public half. */
  key: string;
  /** A history the centre does not know may begin, and be the live one: of a new database, or an older copy that was put back. */
  newHistory: boolean;
  log: Log;
  clock: { steady(): number };
}

/**
 * Brings what was carried by hand to the centre, by the sender's own steps: cursor and effect in one transaction. What is there
 * already – brought before, come by the line, or coming by it at this moment – is passed.
 *
 * @throws CentreFault when the line is lost or the centre takes nothing: run again, it goes on where it was
 */
export async function bring(options: BringOptions): Promise<Result<Brought, BringFault>> {
  const { centre, files, log } = options;
  const standing = await centre.roomKey(options.key);
  if (standing !== "known") return fail({ is: standing === "retired" ? "retired-key" : "unknown-key" });
  const done = { facts: 0, quarantined: 0 };
  let stand: Stand | undefined;
  for (let overtaken = 0; ; overtaken++) {
    if (overtaken > MOST_OVERTAKEN) return fail({ is: "busy" });
    const found = await standOf(options);
    if (!found.ok) return found;
    stand = found.value;
    if (stand !== undefined && (await allOf(stand, options, done))) break;
  }
  const before = await wholeOf(centre, files);
  const sending = openFiles({ source: files, log });
  while (await sending.step(centre, atOnce));
  const after = await wholeOf(centre, files);
  return ok({ epoch: stand.epoch, ...done, files: after - before, filesLeft: files.evidenceAfter(0) - after });
}

/** @returns false: the room's own sender was there before us, stand anew */
async function allOf(stand: Stand, { centre, facts, clock }: BringOptions, done: { facts: number; quarantined: number }): Promise<boolean> {
  const load = openLoad(BOUNDS);
  for (const lane of LANES) {
    while (stand.seen[lane].seq < facts.to.seq) {
      const began = clock.steady();
      const stepped = await step({ source: facts, centre, stand, lane, bounds: load.bounds(), pace: atOnce });
      if (stepped.is === "overtaken") return false;
      if (stepped.is === "idle") continue;
      load.took(clock.steady() - began);
      done.facts += stepped.facts;
      done.quarantined += stepped.quarantined;
    }
  }
  return true;
}

/** The centre's history that these facts go on with, or a new one. @returns undefined: another sender made one meanwhile */
async function standOf({ centre, facts, newHistory }: BringOptions): Promise<Result<Stand | undefined, BringFault>> {
  const known = await centre.known();
  const all = ({ lanes }: KnownEpoch): number => Math.min(lanes.first.seq, lanes.rest.seq);
  // Histories that are known to neither side where the other one is: ours may be one of them, and something between is missing.
  const apart: KnownEpoch[] = [];
  for (const one of known.toSorted((a, b) => b.epoch - a.epoch)) {
    const ours = await isOurs(centre, facts, one);
    if (ours === undefined) apart.push(one);
    if (ours !== true) continue;
    if (all(one) < facts.after.seq) return fail({ is: "gap", has: all(one) });
    return ok({ epoch: one.epoch, at: one.lanes, seen: { ...one.lanes }, made: false });
  }
  if (facts.after.seq > 0 && (known.length === 0 || apart.length > 0)) return fail({ is: "gap", has: Math.max(0, ...apart.map(all)) });
  if (known.length > 0 && !newHistory) return fail({ is: "other-history" });
  if (facts.after.seq > 0) return fail({ is: "gap", has: 0 });
  const judging = judge(known, (seq) => facts.hashAt(seq));
  let next = judging.next();
  while (next.done !== true) next = judging.next(await centre.newest(next.value.epoch, next.value.most));
  const verdict = next.value;
  const epoch = verdict.is === "continues" ? verdict.epoch : await centre.begin({ from: verdict.from, lanes: verdict.lanes, journal: facts.journal, after: known });
  if (epoch === undefined) return ok(undefined);
  await centre.open(epoch);
  return ok({ epoch, at: verdict.lanes, seen: { ...verdict.lanes }, made: true });
}

/**
 * Whether the centre's history and ours are alike where both are known: the hash there says all that came before. Where that is
 * before our end and the centre goes on beyond it in one lane alone, what lies between may be another history's (an older copy
 * was put back): then only the same run of the database is ours.
 *
 * @returns undefined: nothing is known to both
 */
async function isOurs(centre: Centre, facts: CarriedFacts, one: KnownEpoch): Promise<boolean | undefined> {
  const places = LANES.map((lane) => one.lanes[lane]);
  const beyond = top(one).seq > facts.to.seq;
  const there = beyond ? await centre.newest(one.epoch, facts.to.seq) : undefined;
  const both = [...places, ...(there === undefined ? [] : [there])].filter(({ seq }) => facts.hashAt(seq) !== undefined);
  // What has no fact is every history's beginning.
  if (both.length === 0) return facts.to.seq === 0 || undefined;
  if (!both.every(({ seq, hash }) => facts.hashAt(seq) === hash)) return false;
  const decided = !beyond || both.some(({ seq }) => seq === facts.to.seq) || places.every(({ seq }) => seq > facts.to.seq);
  return decided || (await centre.journalOf(one.epoch)) === facts.journal;
}

async function wholeOf(centre: Centre, files: FileSource): Promise<number> {
  let whole = 0;
  for (let after = 0; ;) {
    const some = files.evidence(after, ASKED);
    const last = some.at(-1);
    if (last === undefined) return whole;
    whole += (await centre.wholeFiles(some.map(({ sha256 }) => sha256))).length;
    after = last.seq;
  }
}
