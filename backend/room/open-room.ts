import { AlertSender } from "#contract/alert";
import type { Network } from "#contract/city";
import type { Fact, NewFact } from "#contract/fact";
import type { Latest } from "#contract/frame";
import type { Snapshot, Status } from "#contract/request";
import type { UnitConversion } from "../core/observe.ts";
import type { RoomState } from "../core/state.ts";
import { openWorld, type LatestColumns } from "../core/world.ts";
import type { CameraNotices, AccessDesk, AccessRequests, Clock, Commit, EvidenceShelf, FeedDesk, Journal, Log, NotifyDesk, Now, Outbox, Room, TelemetryStore, WallPictures, PushDesk, VideoDesk } from "../ports.ts";
import { alertAnswers } from "./alerts/alert-answers.ts";
import { alarmAnswers } from "./alarm-answers.ts";
import type { Answers } from "./answers.ts";
import { cameraAnswers } from "./camera-answers.ts";
import { openCameraHealth } from "./camera-health.ts";
import { openCameraNotices } from "./camera-notices.ts";
import { controlAnswers } from "./control-answers.ts";
import { catalogueAnswers } from "./catalogue-answers.ts";
import { openCases } from "./cases/open-cases.ts";
import { tellReminders, untoldReminders, type Out } from "./cases/outgoing.ts";
import { openDrills } from "./drills/open-drills.ts";
import { Columns } from "./columns.ts";
import type { ForecastParts } from "../ports-forecast.ts";
import { openEngine } from "./engine.ts";
import { filmAnswers } from "./film-answers.ts";
import { openStudies, type StudyParts } from "./studies/open-studies.ts";
import { withoutStudies } from "./studies/study-answers.ts";
import { NO_FORECASTS, openForecasts } from "./forecasts/open-forecasts.ts";
import { feedAnswers } from "./feed-answers.ts";
import { openTransfers } from "./transfers/open-transfers.ts";
import { openIssued, type OpenIssued } from "./issued/open-issued.ts";
import { openIntake, type RoomIntake } from "./intake.ts";
import { HELD_LIMIT, openLedger, type Ledger } from "./ledger.ts";
import { localOffset } from "./cases/processes.ts";
import { messageStats } from "./message-stats.ts";
import { messageAnswers } from "./message-answers.ts";
import { pastAnswers } from "./past-answers.ts";
import { peopleAnswers } from "./people-answers.ts";
import { forgetPhones } from "./forget-phones.ts";
import { Newest } from "./newest.ts";
import { cameraServiceAnswers } from "./reports/camera-service.ts";
import { publicationAnswers } from "./reports/publication-answers.ts";
import { pushAnswers } from "./push-answers.ts";
import { startPulse, type Pulse } from "./pulse.ts";
import { openRefill } from "./refill.ts";
import { watchSilence } from "./silence.ts";
import { openTelemetryWriter } from "./telemetry-writer.ts";
import { warmUp } from "./warm.ts";
import type { Steadiness } from "../core/wall/steadiness.ts";
import { openWallRoom } from "./wall-answers.ts";
import { cutOf } from "./wall-cuts.ts";
import { windowAnswers } from "./window-answers.ts";

export interface RoomOptions {
  site: Snapshot["site"];
  journal: Journal;
  state: RoomState;
  telemetry: TelemetryStore;
  convert: UnitConversion;
  clock: Clock;
  log: Log;
  /** Facts that the start itself causes: the pack's, `backend:started`. */
  opening: NewFact[];
  windows: () => number;
  /** This room has a centre. */
  centre?: boolean | undefined;
  outside: () => Pick<Status, "mqttPort" | "brokers" | "feed" | "cityFaults" | "replication" | "backups">;
  /** The demonstration; undefined where none plays. */
  feed: () => FeedDesk | undefined;
  /** Damage found in files while running, in words; windows show it. Live: grows. */
  damages: readonly string[];
  /** Streets of the city pack, for ways through them; absent: it has none. */
  network?: Network | undefined;
  /** People, displays and sources: their answers, made once the room can commit. */
  people: (commit: Commit) => AccessDesk & AccessRequests;
  /** Push messages to officers' phones; absent: no channel sends them. */
  push?: PushDesk | undefined;
  pictures: Pick<WallPictures, "near" | "watched">;
  /** Who warns the public, and how many asked to be told; absent: under the site's own name, nobody. */
  herald?: { sender: AlertSender; subscribers: () => number } | undefined;
  /** How slowly the wall changes by itself; absent: as the core has it. */
  steadiness?: Steadiness | undefined;
  /** What goes out of the room: messages are composed into the facts of their causes, and sent by the desk's own engine. */
  outbox?: Pick<Outbox, "compose" | "has">;
  notify?: () => NotifyDesk | undefined;
  /** What fetches live pictures; absent: nothing does. */
  video?: () => VideoDesk | undefined;
  /** Where evidence is kept; absent: nowhere yet. */
  shelf?: () => EvidenceShelf | undefined;
  /** Where what-if studies are kept and computed; absent: nowhere. */
  studies?: StudyParts | undefined;
  /** What gauges are forecast with; absent: nothing is forecast. */
  forecasts?: ForecastParts | undefined;
  /** The process cannot go on: what is durable is safe, a restart begins from it. */
  onBroken: (error: unknown) => void;
}

export interface OpenRoom extends Room {
  intake: RoomIntake;
  desk: AccessDesk & AccessRequests;
  pulse: Pulse;
  commit: Commit;
  /** As `commit`, but held while the disk is full: for what happened and cannot be taken back. */
  hold: Ledger["hold"];
  /** What the centre issues. */
  issued: Pick<OpenIssued, "places" | "take" | "state">;
  /** Takes what a camera noticed by itself. */
  noticed: (noticed: CameraNotices) => void;
  /** Takes nothing more, writes what there is, `backend:stopped` last. */
  close(): Promise<void>;
}

/** Puts the seven stops together: intake → observe → judge → journal → publish, with telemetry written beside. */
export async function openRoom(options: RoomOptions): Promise<OpenRoom> {
  const { journal, state, telemetry, clock, log, outbox = NO_OUTBOX, notify = () => undefined } = options;
  const now = (): Now => ({ wall: clock.wall(), steady: clock.steady() });
  const out: Out = { compose: outbox.compose, hasPhone: (accountId, urgency) => outbox.has("web-push", urgency) && (options.push?.book.of(accountId).length ?? 0) > 0 };
  const world = openWorld(state, { nextSeq: () => journal.head() + ledger.count() + 1, cutOf: (seq) => cutOf(journal, seq), steadiness: options.steadiness, tell: tellReminders(state, out) });
  const ledger = openLedger({ journal, clock, log, now, apply: (facts, at) => world.apply([...facts], at), takeTouched: () => world.takeTouched() });
  const newest = new Newest();
  const judge = new Columns();
  const observationListeners = new Set<(changed: Uint32Array) => void>();
  const counters = await telemetry.counters();

  const began = now();
  await warmUp({ world, state, telemetry, newest, began, log });
  const stopRefill = openRefill({ world, telemetry, ledger, now, log, onBroken: options.onBroken });
  const opening = [...untoldReminders(journal, state, out), ...options.opening];
  ledger.take([...opening, ...world.apply(opening, began), ...world.settle(began)]);
  ledger.flush();

  const pastSilence: Fact[] = journal.recent({ kinds: ["source:silent", "source:resumed"], limit: 500 });
  const lastAt = new Map(counters.flatMap((c) => (c.lastAt === undefined ? [] : [[String(c.sourceId), c.lastAt] as const])));
  const engine = openEngine({
    world, judge, ledger, clock, log, now, silence: watchSilence(pastSilence, lastAt, began), sources: () => state.sources.values(),
    onObservations: (changed) => {
      forecasts.heard(changed);
      for (const listener of observationListeners) listener(changed);
    },
    onClockBack: (at) => newest.clamp(at.wall),
    afterTurn: () => {
      writer.nudge();
      intake.review();
    },
  });
  const intake = openIntake({
    source: (id) => state.sources.get(id), datastream: (id) => state.datastreams.get(id), newest, judge, convert: options.convert, now, log,
    onWork: () => engine.wake(), blocked: () => ledger.count() >= HELD_LIMIT,
  });
  intake.onArrival((source, at) => engine.heard(source, at));
  const writer = openTelemetryWriter({
    store: telemetry, clock, log, open: () => intake.open, takeBatch: () => intake.takeBatch(),
    hold: () => (judge.n > 0 ? "judging" : ledger.full() !== undefined ? "disk-full" : undefined), whenDurable: (act) => ledger.whenDurable(act), onWaiting: (readings) => intake.setWaiting(readings), onBroken: options.onBroken,
  });

  const forecasts = options.forecasts === undefined ? NO_FORECASTS : openForecasts({ state, world, ledger, telemetry, parts: options.forecasts, clock, now, offset: () => localOffset(state), log, onBroken: options.onBroken });

  engine.begin();

  const desk = options.people((facts, secrets) => ledger.commit(facts, secrets));
  const pulse = startPulse({ clock, log, now, telemetry, telemetryFull: () => writer.full(), ledger, journal, flood: () => world.flood(now()), windows: options.windows, outside: options.outside, damages: options.damages, first: counters });
  const wall = openWallRoom({ state, ledger, journal, clock, log, now, pictures: options.pictures });
  const cases = openCases({ state, ledger, journal, desk, clock, log, now, meetingHosts: options.site.meetingHosts ?? [], outbox: out, network: options.network, latest: () => world.latest(), clockOff: (id) => options.video?.()?.states(id).main.clockOff });
  const drills = openDrills({ state, keeper: cases.keeper, ledger, log, now });
  const stopForgetting = options.push === undefined ? (): void => undefined : forgetPhones({ book: options.push.book, journal, state, onFacts: (listener) => ledger.onFacts(listener) });
  const studies = options.studies === undefined ? undefined : openStudies({ ...options.studies, state, telemetry, clock, log, now, cases: cases.keeper });
  let series = -1;
  for (const datastream of state.datastreams.values()) series = Math.max(series, datastream.series);
  const nextSeries = (): number => ++series;
  const health = openCameraHealth({ state, ledger, intake, video: () => options.video?.(), nextSeries, clock, log });
  const transfers = openTransfers({ state, keeper: cases.keeper, site: journal.site, now, log, rooms: () => (options.centre === true ? options.outside().replication?.rooms : "none") });
  const issued = openIssued({ state, commit: (facts) => ledger.commit(facts), desk, now, log, transfers });
  const answers: Answers = {
    ...issued.answers,
    ...transfers.answers,
    ...windowAnswers({ site: options.site, state, journal, telemetry, now }),
    ...pastAnswers({ state, journal, telemetry, now, log }),
    ...forecasts.answers,
    ...alarmAnswers({ world, state, ledger, journal, now }),
    ...catalogueAnswers({ state, ledger, now, nextSeries }),
    ...peopleAnswers(desk, state),
    ...pushAnswers(() => options.push),
    ...cameraAnswers({ state, ledger, now, video: () => options.video?.() }),
    ...cameraServiceAnswers({ state, journal, clock }),
    ...controlAnswers({ state, ledger, now, video: () => options.video?.() }),
    ...filmAnswers({ state, evidence: cases.evidence, now, video: () => options.video?.(), shelf: () => options.shelf?.(), offset: () => localOffset(state) }),
    ...(studies?.answers ?? withoutStudies()),
    ...feedAnswers({ feed: options.feed, state, log }),
    ...messageAnswers({ state, journal, stats: messageStats({ journal, clock, offset: () => localOffset(state) }), ledger, outbox, desk: notify, now }),
    ...wall.answers,
    ...cases.answers,
    ...drills.answers,
    ...publicationAnswers({ state, ledger, journal, clock, forecasts }),
    ...alertAnswers({ state, keeper: cases.keeper, ledger, journal, now, herald: { sender: options.herald?.sender ?? AlertSender.parse(`${options.site.id}.ky-dai`.slice(0, 100)), senderName: options.site.name, centre: options.site.centre }, subscribers: () => options.herald?.subscribers() ?? 0 }),
  };

  return {
    issued, evidence: cases.evidence, noticed: openCameraNotices({ state, ledger, intake, nextSeries, now, log, doubtful: (id) => Object.values(options.video?.()?.states(id) ?? {}).some(({ picture }) => picture !== undefined) }),
    intake, pulse, desk, commit: (facts, secrets) => ledger.commit(facts, secrets), hold: (facts) => ledger.hold(facts),
    seq: () => journal.head(), state: () => state, status: () => pulse.status(), latest: () => compact(world.latest()),
    answer: async (name, input, party, seat) => answers[name](input, party, seat),
    onFacts: (listener) => ledger.onFacts(listener),
    onObservations(listener) {
      observationListeners.add(listener);
      return () => observationListeners.delete(listener);
    },
    async close() {
      health.close();
      stopRefill();
      engine.stop();
      forecasts.close();
      await writer.drain();
      pulse.stop();
      wall.close();
      drills.close();
      await studies?.close();
      cases.close();
      stopForgetting();
      await ledger.commit([{ kind: "backend:stopped", at: clock.wall() }]);
      ledger.close();
    },
  };
}

/** Where no channel is configured nothing is queued. */
const NO_OUTBOX: Pick<Outbox, "compose" | "has"> = { compose: () => [], has: () => false };

/** Columns indexed by series → columns of those that have a value. */
function compact({ n, t, v, q }: LatestColumns): Latest {
  let count = 0;
  for (let i = 0; i < n; i++) if (t[i]! > 0) count++;
  const latest: Latest = { series: new Uint32Array(count), v: new Float32Array(count), t: new Float64Array(count), q: new Uint8Array(count) };
  for (let i = 0, k = 0; i < n; i++) {
    if (t[i]! <= 0) continue;
    latest.series[k] = i;
    latest.v[k] = v[i]!;
    latest.t[k] = t[i]!;
    latest.q[k++] = q[i]!;
  }
  return latest;
}
