/** What the sender to the centre asks of the journal and of the centre, as types. */
import type { Instant, SiteId } from "#contract/ids";
import type { Evidence } from "#contract/incident";
import type { IssuedScope } from "#contract/issued";
import type { KnownEpoch, Place, Places } from "./core/replica/judge.ts";
import type { Lane } from "./core/replica/lane.ts";
import type { IssuedRow } from "./ports-issued.ts";

/** One fact as it stands in the journal: `body` is the text that was hashed. */
export interface FactLine extends Place {
  at: Instant;
  kind: string;
  body: string;
}

/** Reads of the journal beside its writer. Each call sees what was committed when it was made. */
export interface FactSource {
  /** Which run of the database this is; told to the centre, believed by nobody. */
  readonly journal: string;
  head(): number;
  /** Hash after fact `seq` (0: before the first); undefined beyond the end. */
  hashAt(seq: number): string | undefined;
  /** Facts of a lane after `after`, and the place up to which none is left out. At least one where there is one. */
  take(lane: Lane, after: number, bounds: { rows: number; bytes: number }): { facts: FactLine[]; to: Place };
  /** Facts of a lane in (after, to]. */
  count(lane: Lane, after: number, to: number): number;
  /** When the first alarm after fact `after` was raised. */
  oldestAlarm(after: number): Instant | undefined;
  /** All facts in (after, to], ascending, one at a time: nothing else is read before the last. */
  facts(after: number, to: number): Iterable<FactLine>;
  /** Pieces of evidence of the facts after `after`, ascending, so many at most. */
  evidence(after: number, most: number): FileLine[];
  /** How many there are. */
  evidenceAfter(after: number): number;
  close(): void;
}

/** Facts that were taken out of a journal to be carried: all in (after, to]. */
export interface CarriedFacts extends Pick<FactSource, "journal" | "take"> {
  readonly after: Place;
  readonly to: Place;
  /** Undefined before `after` and beyond `to`. */
  hashAt(seq: number): string | undefined;
}

/** A file by the fact that names it. */
export interface FileLine extends Pick<Evidence, "sha256" | "type" | "bytes"> {
  seq: number;
}

export interface OpenFile {
  /** Less only at the file's end. */
  read(from: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** The room's evidence as the sender reads it. */
export interface FileSource extends Pick<FactSource, "evidence" | "evidenceAfter"> {
  open(file: FileLine): Promise<OpenFile | undefined>;
}

/** The centre's half of sending files. Every call may be made again. */
export interface FileCentre {
  /** Which of these are whole there. */
  wholeFiles(sums: readonly string[]): Promise<string[]>;
  /** @returns in which parts it is kept there, and the MD5 of each that is there */
  beginFile(file: FileLine, partBytes: number): Promise<{ partBytes: number; have: Map<number, string> }>;
  putPart(sha256: string, part: number, body: Buffer): Promise<void>;
  /** @param mark MD5 over the parts' MD5s. @returns false: what is there is not alike */
  endFile(sha256: string, parts: number, mark: string): Promise<boolean>;
}

/** The centre's half of knowing rooms by their keys (public halves of Ed25519). */
export interface KeyCentre {
  roomKey(key: string): Promise<"known" | "retired" | "unknown">;
  /** @param by over the room's own line, or a person at the centre. Nothing happens where the key is there, retired or not */
  nameKey(key: string, by: "line" | "hand"): Promise<void>;
}

/** A step of one lane: from where the centre is, in both, to `to`, with all facts of the lane between. */
export interface Move {
  epoch: number;
  lane: Lane;
  from: Places;
  to: Place;
  facts: readonly FactLine[];
}

/** What the centre has of an hour within a window of facts. `hour`: its first instant. */
export interface HourSum {
  hour: Instant;
  count: number;
  /** MD5 over the facts' marks, in order. */
  sum: string;
}

/** A fact as both sides compare it. */
export interface Mark {
  seq: number;
  at: Instant;
  /** MD5 over instant, kind, lane, hash and text. */
  mark: string;
}

/** The centre's half of what it issues to rooms. */
export interface IssuingCentre {
  /** Rows of a scope from turn `turn` on, ascending: that one without its body, and those after it; so many at most, and so many bytes of bodies, but one at least. */
  issued(scope: IssuedScope, turn: number, most: { rows: number; bytes: number }): Promise<IssuedRow[]>;
  /** The centre called since the last time: look at once. It may never call. */
  called(): boolean;
}

/** The centre's database as the sender uses it. Every call is one transaction; a call that failed may have been done. */
export interface Centre extends FileCentre, IssuingCentre, KeyCentre {
  known(): Promise<KnownEpoch[]>;
  /** Newest fact of the epoch's history at or before `most`. */
  newest(epoch: number, most: number): Promise<Place | undefined>;
  /** Of which run of the room's database the epoch was begun. */
  journalOf(epoch: number): Promise<string | undefined>;
  /** Makes the next epoch. @returns undefined when another sender made one meanwhile: judge again */
  begin(epoch: { from: number | undefined; lanes: Places; journal: string; after: readonly KnownEpoch[] }): Promise<number | undefined>;
  /** All rooms that ever sent something, by name; 200 at most. */
  rooms(): Promise<SiteId[]>;
  /** Says which history is the live one. */
  open(epoch: number): Promise<void>;
  /** Cursor and facts together. @returns false when the cursor stands elsewhere: nothing was done, judge again */
  move(move: Move): Promise<boolean>;
  /** Like `move`, for one fact that the centre cannot hold. */
  quarantine(move: Move, why: string): Promise<boolean>;
  quarantined(): Promise<number>;
  hours(epoch: number, after: number, to: number): Promise<HourSum[]>;
  /** What the centre has in (after, to], ascending. */
  marks(epoch: number, after: number, to: number): Promise<Mark[]>;
  /** Puts a fact where none is; where one is meanwhile, nothing happens. */
  resend(epoch: number, fact: FactLine): Promise<void>;
  /** Seqs in (after, to] that are known to stand otherwise at the centre. */
  differing(epoch: number, after: number, to: number): Promise<number[]>;
  /** Keeps our fact beside what stands in its place, which is left as it is. */
  differs(epoch: number, fact: FactLine): Promise<void>;
  /** A person put it right. */
  agrees(epoch: number, seqs: readonly number[]): Promise<void>;
  different(epoch: number): Promise<number>;
  close(): Promise<void>;
}

/** Why the centre cannot take what is sent; `poison`: it is the data's fault. */
export type CentreWhy = "unreachable" | "login" | "full" | "schema" | "newer" | "poison" | "busy" | "other";

/** `code`: SQLSTATE or the system's error; never a text that may hold data. */
export class CentreFault extends Error {
  override readonly name = "CentreFault";
  readonly why: CentreWhy;
  readonly code: string;
  constructor(why: CentreWhy, code: string, options?: ErrorOptions) {
    super(`centre ${why} (${code})`, options);
    this.why = why;
    this.code = code;
  }
}
