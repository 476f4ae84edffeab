/** Pictures, files and evidence that are kept, and the city's map, as types: part of `ports.ts`, which gives them on. */
import type { Readable } from "node:stream";
import type { Party } from "#contract/account";
import type { CityFault, CityManifest } from "#contract/city";
import type { Instant, MonitorId } from "#contract/ids";
import type { Evidence, EvidenceId, IncidentId } from "#contract/incident";
import type { Result } from "#contract/result";

export * from "./ports-notify.ts";

/** Bytes of one small picture of a monitor. */
export const MAX_WALL_PICTURE = 524_288;
/** Bytes of one picture or document for a cell. */
export const MAX_WALL_FILE = 20_971_520;

/** Small pictures of what each monitor really showed: the newest in memory, one a minute kept on disk within bounds. */
export interface WallPictures {
  /** @param jpeg at most 512 KB, checked to be a JPEG */
  put(monitorId: MonitorId, at: Instant, jpeg: Uint8Array): Promise<Result<{ /** a console looks at the previews now */ watched: boolean }>>;
  /** The newest; asking counts as looking for the next 10 s. */
  latest(monitorId: MonitorId): { at: Instant; jpeg: Uint8Array } | undefined;
  /** Somebody looked within the last 10 s. */
  watched(): boolean;
  /** The kept picture nearest to an instant, of each monitor that has one within 5 minutes. */
  near(at: Instant): { monitorId: MonitorId; at: Instant; sha256: string }[];
  read(monitorId: MonitorId, at: Instant): Promise<Uint8Array | undefined>;
}

/** Pictures and documents for cells, content-addressed: nothing among them can run. */
export interface WallFiles {
  /** @param content at most 20 MB, a PNG, JPEG, WebP or PDF by its own bytes; durable when it resolves */
  put(content: Uint8Array): Promise<Result<{ /** SHA-256, hex */ id: string; type: string; bytes: number }>>;
  /** @returns undefined when there is none of that id */
  open(id: string): { type: string; bytes: number; stream: () => Readable } | undefined;
}

/** A piece of evidence as the shelf keeps it: type by its own bytes. */
export type KeptEvidence = Pick<Evidence, "sha256" | "type" | "bytes" | "taken">;

/** Evidence of cases, content-addressed and never let go; nothing among it can run. */
export interface EvidenceShelf {
  /** @param content at most MAX_EVIDENCE bytes, a JPEG, PNG, WebP, PDF or MP4 by its own bytes; durable when it resolves */
  put(content: Uint8Array): Promise<Result<KeptEvidence>>;
  /** The same for a whole file of ours, which may be a film of MAX_FILM bytes; the file stays where it is. */
  keep(file: string): Promise<Result<KeptEvidence>>;
  /** Whether so many bytes more leave the journal its room. */
  hasRoom(bytes: number): Promise<boolean>;
  /** A small JPEG of a picture. @returns undefined where there can be none, or too many are being made */
  thumb(kept: KeptEvidence): Promise<Uint8Array | undefined>;
  /** @returns undefined when the file is gone or cut */
  open(kept: KeptEvidence): Promise<{ stream: (range?: { start: number; end: number }) => Readable } | undefined>;
}

/** One entry of the journal with what chains it: `hash` is SHA-256 of `previous` and the fact's own text; both hex. */
export interface JournalEntry {
  seq: number;
  /** Canonical JSON, as it is stored and hashed. */
  fact: string;
  previous: string;
  hash: string;
}
/** What shows where a piece comes from: its record, its case, and where the journal says so. */
export interface EvidenceProof {
  evidence: Evidence;
  caseTitle: string;
  site: string;
  epoch: string;
  entry: JournalEntry;
}

/** Who may add evidence, and see it. */
export interface EvidenceDesk {
  /** Asked before a body is read. */
  mayAdd(incidentId: IncidentId, party: Party): Result<undefined>;
  add(what: { incidentId: IncidentId; name: string; kept: KeptEvidence; /** Whose pictures it is, by the room's own record. */ filmed?: Evidence["filmed"] }, party: Party): Promise<Result<Evidence>>;
  /** What is known of a still that a window took: the camera is there, the person may see it, and the instant is of now or the last hour. */
  still(cameraId: string, at: Instant, party: Party): Result<Evidence["filmed"]>;
  see(id: EvidenceId, party: Party): Result<Evidence>;
  /** Journals that the person takes it out of the room, before anything goes; refused where that cannot be written. */
  takeOut(id: EvidenceId, as: "archive" | "file", party: Party): Promise<Result<undefined>>;
  /** For an export of it, to whoever may see it. */
  proof(id: EvidenceId, party: Party): Result<EvidenceProof>;
}

/** The map part of the city pack in use: files by the names the manifest gives them, never by their place on the disk. */
export interface City {
  /** Without the layers that are left out; undefined: no map, or one that cannot be read. */
  manifest(): CityManifest | undefined;
  /** What is left out, and why; may grow while hashes are looked at in the background. */
  faults(): readonly CityFault[];
  /** @returns undefined when the manifest names no such file, or it is left out */
  file(path: string): { bytes: number; sha256: string; read: (from: number, to: number) => Promise<Result<Readable, string>> } | undefined;
  /** Stops looking at hashes. */
  close(): Promise<void>;
}
