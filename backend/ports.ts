/**
 * What each part of the backend offers the others, as types. `main.ts` is the one place where the parts meet;
 * ingest, store and serve know these types and never each other.
 */
import type { Account, Display, Party, Session } from "#contract/account";
import type { Priority } from "#contract/alarm";
import type { AlarmRule } from "#contract/alarm-fold";
import type { Fact, FactKind, NewFact } from "#contract/fact";
import type { FeedFault, FeedState } from "#contract/feed";
import type { Latest } from "#contract/frame";
import type { AccountId, AlarmId, DisplayId, Instant, MonitorId, SiteId, SourceId } from "#contract/ids";
import type { Evidence, Incident, IncidentId } from "#contract/incident";
import type { History, Reading, Rejection, RejectionReason } from "#contract/observation";
import type { AcceptInvitation } from "#contract/invitation";
import type { z } from "zod";
import type { Source, SourceCounters } from "#contract/source";
import type { RequestName, RequestOutput, RequestParsed, Status } from "#contract/request";
import type { Result } from "#contract/result";
import type { Excuse } from "#contract/violation";
import type { RoomState, Touch } from "./core/state.ts";
import type { EvidenceDesk, JournalEntry } from "./ports-content.ts";

export * from "./ports-public.ts";
export * from "./ports-video.ts";
export * from "./ports-content.ts";
export * from "./ports-study.ts";
export * from "./ports-issued.ts";

/** The only clock. The core gets `Now` as an argument. */
export interface Clock {
  /** Wall clock, ms UTC. May jump. */
  wall(): Instant;
  /** ms from an arbitrary start; never jumps. */
  steady(): number;
  /** Runs `act` once after `ms`; returns the way to cancel it. */
  after(ms: number, act: () => void): () => void;
}
export interface Now {
  wall: Instant;
  steady: number;
}

/** One JSON line an event: an event name in kebab-case and fields, never sentences; secrets never. */
export interface Log {
  error(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  info(event: string, fields?: Record<string, unknown>): void;
  debug(event: string, fields?: Record<string, unknown>): void;
}

// ── ingest ─────────────────────────────────────────────────────────────────────────────────────────────

/** One message from a source, already parsed. `received` counts readings: readings.length + refused.length. */
export interface Delivery {
  sourceId: SourceId;
  readings: Reading[];
  refused: { reason: RejectionReason; datastreamId?: string; detail: string; sample: string }[];
  /** The sender waits for durability (QoS 1, HTTP): called once, after the commit or with the fault. Absent: QoS 0. */
  settle?: (outcome: Result<Settled>) => void;
}
/** What became of a delivery's readings, in the order they were given. */
export interface Settled {
  stored: number;
  superseded: number;
  rejected: { index: number; reason: RejectionReason; detail: string }[];
}

/** Where adapters hand over. Never throws. Answers false when the pipeline is full (the delivery itself is taken): stop reading until `onRoom` fires. */
export interface Intake {
  deliver(delivery: Delivery): boolean;
  onRoom(listener: () => void): void;
}

/** Who may send: asked by every adapter at connect and per delivery. */
export interface SourceDesk {
  /** argon2id check with a bounded cache; takes the same time for unknown names. */
  authenticate(id: string, secret: string): Promise<Source | undefined>;
  source(id: SourceId): Source | undefined;
}

// ── store ──────────────────────────────────────────────────────────────────────────────────────────────

/** Secrets' hashes (a camera's login: encrypted, for it is shown to the camera), kept beside the journal and never in it. Written in the same transaction as their fact. */
export type SecretWrite = { owner: "account" | "source" | "display" | "session" | "camera"; id: string; hash: string | undefined };

/** What the past is found by without folding the journal; kept in step with it, and undefined only while the stored state is behind. */
export interface JournalPast {
  /** Instant of the first fact; undefined: there is none. */
  first(): Instant | undefined;
  /** The last fact with an instant at or before `at`, 0: none. Where the clock was set back, an hour that came twice counts as it was the second time. */
  seqAt(at: Instant): number;
  /** Alarms that were not normal after fact `seq`: how many, and at most `limit` of them, by the highest priority they had while they lasted, then the newest. */
  open(seq: number, limit: number): { alarmIds: AlarmId[]; count: number };
  /** What folding an alarm asks of its rule as it stood after fact `seq`; undefined: there was no such rule. */
  rule(ruleId: string, seq: number): AlarmRule;
  /** Alarms raised from `from` to `to` in each of `parts` equal parts, to the minute; to the hour where a part has two hours or more. */
  raised(from: Instant, to: Instant, parts: number): Record<Priority, number[]>;
}

/** A missed clock of a real case, as the store finds it. */
export interface MissRow {
  incidentId: IncidentId;
  clockKey: string;
  agencyId?: string;
  missedAt: Instant;
  excused?: Excuse;
}

/** Cases that are over, and what all cases are found by; undefined only while the stored state is behind. */
export interface CaseBook {
  closed(id: string): Incident | undefined;
  /** Newest first. @returns undefined where there is no case `after` */
  closedPage(query: { drill: boolean; after?: IncidentId | undefined; limit: number }): Incident[] | undefined;
  /** Those that ended at `at` or later, newest first. */
  closedSince(query: { drill: boolean; at: Instant; limit: number }): Incident[];
  /** The newest `limit` facts of a case, of one kind or all, ascending. */
  facts(id: string, limit: number, kind?: FactKind): Fact[];
  evidence(id: string): Evidence | undefined;
  /** The journal's entry that added it, as it stands there. */
  evidenceEntry(id: string): JournalEntry | undefined;
  /** Cases whose facts hold all words (marks do not matter) and all phrases in quotes (they do). In no order. */
  search(text: string): IncidentId[];
  /** Misses found in the time, newest first. */
  misses(from: Instant, to: Instant, limit: number): MissRow[];
  miss(incidentId: IncidentId, clockKey: string): MissRow | undefined;
  /** One agency's without an excuse, from inclusive, to exclusive; at most 1000. */
  unexcused(agencyId: string, from: Instant, to: Instant): MissRow[];
  /** Agencies with at least so many without an excuse. */
  missedOften(from: Instant, to: Instant, least: number): string[];
}

export interface Journal {
  readonly site: SiteId;
  readonly epoch: string;
  /** Seq of the newest fact, 0 when empty. */
  head(): number;
  /**
   * Appends in one synchronous FULL transaction, projections and secrets included, and returns the facts with their seq.
   * `touched` are the records as they stand after the last of the facts: the caller folds first, then appends all it folded.
   * @throws DiskFull when there is no room: nothing was written, call again later with the same facts.
   */
  append(facts: readonly NewFact[], touched: readonly Touch[], secrets?: readonly SecretWrite[]): Fact[];
  /** @returns facts with seq > after, ascending */
  page(after: number, limit: number): Fact[];
  /** @returns newest first */
  recent(query: { before?: number; kinds?: readonly string[]; alarmId?: AlarmId; limit: number }): Fact[];
  secret(owner: SecretWrite["owner"], id: string): string | undefined;
  past(): JournalPast | undefined;
  cases(): CaseBook | undefined;
  /** Live cases with a deadline at or before `now`, first due first; to be asked before `load`, and cheap whatever the number of the others. None while the stored state is behind. */
  overdue(now: Instant, limit: number): Incident[];
  /** The state as of head(), from the projections (or by folding the journal where they are behind or damaged). */
  load(): RoomState;
  close(): void;
}

/** One commit's worth of telemetry: accepted observations as columns, refusals, and how many of each source. */
export interface TelemetryBatch {
  series: Uint32Array;
  t: Float64Array;
  v: Float64Array;
  /** Index into QUALITIES. */
  q: Uint8Array;
  /** Index into `sources` of who sent each observation. */
  from: Uint16Array;
  /** 1 where a stored point with the same series and t may exist already: looked up, and superseded when it does. */
  late: Uint8Array;
  sources: SourceId[];
  rejections: Rejection[];
  /** Rejections a source had beyond those listed (only a bounded sample is kept): counted all the same. */
  moreRejected: { sourceId: SourceId; reason: RejectionReason; count: number }[];
}

export interface TelemetryStore {
  /** Durable (FULL) when the promise resolves. `superseded`: positions in the batch that were duplicates. Rejects with DiskFull. */
  append(batch: TelemetryBatch): Promise<{ superseded: Uint32Array }>;
  /** Batches handed over and not yet answered: the caller keeps it ≤ 8. */
  inFlight(): number;
  history(series: number, from: Instant, to: Instant, maxPoints: number): Promise<History>;
  /**
   * The newest point of each of these series at or before `at` and not before its own `from` (as long as `series`), in the order
   * asked for, without the series that have none. Costs one chunk a series, however long ago.
   */
  at(at: Instant, series: Uint32Array, from: Float64Array): Promise<{ series: Uint32Array; t: Float64Array; v: Float64Array; q: Uint8Array }>;
  /** Newest point of every series; for start-up and new windows. */
  latest(): Promise<{ series: Uint32Array; t: Float64Array; v: Float64Array; q: Uint8Array }>;
  /** All points of all series since `from`, ascending in t, in bounded slices: warms the rules' memory at start. */
  since(from: Instant, slice: (batch: { series: Uint32Array; t: Float64Array; v: Float64Array; q: Uint8Array }) => void): Promise<void>;
  counters(): Promise<SourceCounters[]>;
  rejections(sourceId: SourceId | undefined, limit: number): Promise<Rejection[]>;
  stats(): Promise<{ bytes: number; points: number; frames: number; chunks: number; oldest?: Instant }>;
  close(): Promise<void>;
}

/** Thrown by stores: the disk (or its quota) is full; nothing of the call was written. */
export class DiskFull extends Error {
  override readonly name = "DiskFull";
}
/** Thrown by stores at open or read: a file is damaged; `file` and `detail` name what and where. */
export class StoreDamaged extends Error {
  override readonly name = "StoreDamaged";
  readonly file: string;
  readonly detail: string;
  constructor(file: string, detail: string) {
    super(`${file}: ${detail}`);
    this.file = file;
    this.detail = detail;
  }
}

// ── access: people, sessions, displays, source secrets ────────────────────────────────────────────────

/** Tokens are 32 random bytes, base64url; only their SHA-256 is stored. Passwords and source secrets are argon2id. */
export interface AccessDesk extends SourceDesk {
  /** No account exists yet. */
  firstRunNeeded(): boolean;
  /** Makes the first administrator (who also gets shift-lead, so that one person can try everything) and opens a session. */
  firstRun(input: { code: string; id: AccountId; name: string; password: string }, from: Caller): Promise<Result<Opened>>;
  login(input: { name: string; password: string }, from: Caller): Promise<Result<Opened>>;
  /** Makes the account that an invitation names, with a password only its owner knows, and opens a session. */
  acceptInvitation(input: z.infer<typeof AcceptInvitation>, from: Caller): Promise<Result<Opened>>;
  logout(token: string): Promise<void>;
  /** Who holds this session or display token; undefined when unknown, ended or disabled. Cheap: called per request. */
  person(token: string): Party | undefined;
  display(token: string): Party | undefined;
  redeem(ticket: string, from: Caller): Promise<Result<{ display: Display; token: string }>>;
  /** For the shell on this machine: each side proves that it knows the key file of the data folder (contract/shell-proof.ts). */
  shellChallenge(): string;
  /** @returns our proof; `unauthenticated` to whoever did not prove itself first */
  provedToShell(hello: ShellHello): Result<{ proof: string }>;
  /** Same name → same display. */
  shellDisplay(hello: ShellHello, name: string): Promise<Result<{ display: Display; token: string; proof: string }>>;
  /** Fires when a session or display ended, so that its sockets are closed. */
  onEnded(listener: (ended: { sessionId?: Session["id"]; displayId?: DisplayId }) => void): () => void;
}
export interface ShellHello {
  nonce: string;
  /** HMAC-SHA256 over `proofText("shell", …)`, base64url. */
  proof: string;
}
/** What the room's request handlers ask of the desk; who may ask was decided before, from the one table. `by` undefined: the backend itself. */
export interface AccessRequests {
  saveAccount(input: RequestParsed<"account:save">, by: AccountId | undefined): Promise<Result<RequestOutput<"account:save">>>;
  /** Commits what is decided in turn with all other changes of accounts; whom it disables is out. */
  adoptAccount(decide: () => readonly NewFact[]): Promise<Result<Record<string, never>>>;
  /** Without one, as the centre issues accounts, nobody logs in by it. */
  hasPassword(id: string): boolean;
  changePassword(input: RequestParsed<"account:password">, party: Party): Promise<Result<RequestOutput<"account:password">>>;
  invite(input: RequestParsed<"officer:invite">, by: AccountId | undefined): Promise<Result<RequestOutput<"officer:invite">>>;
  listInvitations(): Result<RequestOutput<"officer:invitations">>;
  revokeInvitation(input: RequestParsed<"officer:revoke">, by: AccountId | undefined): Promise<Result<RequestOutput<"officer:revoke">>>;
  listAccounts(): Promise<Result<RequestOutput<"account:list">>>;
  endSession(input: RequestParsed<"session:end">, by: AccountId | undefined): Promise<Result<RequestOutput<"session:end">>>;
  issueTicket(input: RequestParsed<"display:ticket">, by: AccountId | undefined): Promise<Result<RequestOutput<"display:ticket">>>;
  revokeDisplay(input: RequestParsed<"display:revoke">, by: AccountId | undefined): Promise<Result<RequestOutput<"display:revoke">>>;
  /** Another person who stands beside the one who asks, proved by name and password; guesses are slowed down as at log-in. */
  vouch(input: { name: string; password: string }, by: AccountId): Promise<Result<Account>>;
  /** Answers the secret of a new source, or a renewed one: shown once, stored only as a hash. */
  saveSource(input: RequestParsed<"source:save">, by: AccountId | undefined): Promise<Result<RequestOutput<"source:save">>>;
}
export interface Caller {
  address: string;
  agent: string;
}
export interface Opened {
  account: Account;
  session: Session;
  token: string;
}

/** How `access` and `room` get facts decided, folded and journalled: resolves after the commit. */
export type Commit = (facts: readonly NewFact[], secrets?: readonly SecretWrite[]) => Promise<Result<Fact[]>>;

// ── the demonstration ─────────────────────────────────────────────────────────────────────────────────

/** The built-in feed as the room sees it. */
export interface FeedDesk {
  state(): FeedState;
  /** At most MAX_FEED_FAULTS are on: one more is not taken. */
  fault(fault: FeedFault, on: boolean): void;
}

// ── serve ──────────────────────────────────────────────────────────────────────────────────────────────

/** The room as `serve` sees it: ask, command, listen. Implemented by the composition root. */
export interface Room {
  /** Seq of the newest committed fact. */
  seq(): number;
  /** Live state, read-only: never keep or change what it returns. */
  state(): RoomState;
  status(): Status;
  latest(): Latest;
  /** Answers one authorised, parsed request. `seat`: the socket it came over; over HTTP there is none. */
  answer<N extends RequestName>(name: N, input: RequestParsed<N>, party: Party, seat?: Seat): Promise<Result<RequestOutput<N>>>;
  readonly evidence: EvidenceDesk;
  /** Committed facts, in order. @returns the way to stop listening */
  onFacts(listener: (facts: Fact[]) => void): () => void;
  /** Series whose latest value changed since the last call for this reader are collected by the reader itself from these. */
  onObservations(listener: (changed: Uint32Array) => void): () => void;
}

/** A window's socket as the room knows it: what a window attends ends with it. */
export interface Seat {
  /** Tells the window that a newer one shows this monitor now. */
  unseat(monitorId: MonitorId): void;
  /** Calls `act` once when the socket is gone; at once when it is gone already. */
  onGone(act: () => void): void;
}

/** HTTP routes that an ingest adapter brings; `serve` mounts them behind the permission `sta:create` without knowing more. */
export interface IngestRoute {
  method: "POST";
  /** fastify path, e.g. "/sta/v1.1/Datastreams(:id)/Observations". */
  path: string;
  handle(request: { source: Source; params: Record<string, string>; body: Uint8Array }): Promise<{ status: number; headers?: Record<string, string>; body: unknown }>;
}
