import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { AlertSender } from "#contract/alert";
import type { Network } from "#contract/city";
import type { NewFact } from "#contract/fact";
import type { Place } from "#contract/place";
import { fail, ok, type Result } from "#contract/result";
import type { WallMaps } from "#contract/wall-fold";
import { openAccess } from "./access/desk.ts";
import { backupsOf, restoredFacts } from "./backup-parts.ts";
import type { Config } from "./config.ts";
import { connectBrokers, type Connected } from "./connect-brokers.ts";
import { fold } from "./core/fold.ts";
import { emptyState } from "./core/state.ts";
import { BROKER_LIMITS } from "./ingest/mqtt-door.ts";
import { openMqttBroker } from "./ingest/mqtt-broker.ts";
import { staRoutes } from "./ingest/sta-http.ts";
import { openUnits } from "./ingest/units.ts";
import { forecastParts } from "./forecast-parts.ts";
import { playFeed } from "./play-feed.ts";
import { openNotify, type OpenNotify } from "./notify/outbox/open-notify.ts";
import { isPushService } from "./notify/push/services.ts";
import { vapidKeys } from "./notify/push/vapid.ts";
import { openOutbox } from "./notify/outbox/open-outbox.ts";
import { chainsOf } from "./notify/outbox/settings.ts";
import { ASSETS, WINDOWS } from "./paths.ts";
import { planFleet } from "./feed/fleet-plan.ts";
import { readNetwork } from "./feed/network.ts";
import type { Clock, Commit, EvidenceShelf, FeedDesk, Log, SubscriberStore, SubscriptionDesk, PushBook, PushDesk } from "./ports.ts";
import { openHerald } from "./room/alerts/herald.ts";
import { openSubscriptions } from "./room/alerts/subscriptions.ts";
import { openSubscribers } from "./store/subscribers.ts";
import { openLinkSigner } from "./access/link-signer.ts";
import { openRoomKey } from "./access/room-key.ts";
import { openPublicFigures } from "./room/alerts/public-figures.ts";
import { fireOverdue } from "./room/cases/fire-overdue.ts";
import { localOffset, processFacts, withheld } from "./room/cases/processes.ts";
import { packFacts, readPack } from "./room/catalogue.ts";
import { metrics } from "./room/metrics.ts";
import { openRoom, type OpenRoom } from "./room/open-room.ts";
import { LOOKED_THROUGH, packAdditions, TELLING } from "./room/pack-additions.ts";
import { openReplica } from "./replicate/open-replica.ts";
import { openServer } from "./serve/open-server.ts";
import { staReadPlugin } from "./serve/sta/plugin.ts";
import { openCity } from "./store/city/open-city.ts";
import { openRunShelf } from "./store/run-shelf.ts";
import { openStudyBook } from "./store/study-book.ts";
import { openStudyThreads } from "./simulate/study-apart.ts";
import type { StudyParts } from "./room/studies/open-studies.ts";
import { openPushBook } from "./store/push-book.ts";
import { openJournal } from "./store/open-journal.ts";
import { openEvidenceShelf } from "./store/evidence-shelf.ts";
import { beforeUpgrade } from "./store/upgrade/upgrade.ts";
import { LEFT_TO_JOURNAL } from "./store/write-whole.ts";
import { openTelemetry } from "./store/telemetry/open.ts";
import { openWallFiles } from "./store/wall-files.ts";
import { findProgram } from "./video/decode/find-program.ts";
import { openVideo, type OpenVideo } from "./video/desk/open-video.ts";
import { openWallPictures } from "./store/wall-pictures.ts";

export interface Backend {
  port: number;
  mqttPort: number | undefined;
  /** To print while no account exists. */
  firstRunCode: string | undefined;
  demo: boolean;
  /** Ends in order: sources first, then windows are told, then the files are closed. */
  close(): Promise<void>;
}

interface Environment {
  config: Config;
  version: string;
  clock: Clock;
  log: Log;
  /** The process cannot go on; what was acknowledged is safe on the disk. */
  onBroken: (error: unknown) => void;
}

/** Puts the parts together. @returns in words why it cannot start */
export async function startBackend({ config, version, clock, log, onBroken }: Environment): Promise<Result<Backend, string>> {
  const { chains, unknown } = chainsOf(config.notify, config.channels);
  if (unknown.length > 0) return fail(`notify.chains: no channel ${unknown.join(", ")}`);
  await beforeUpgrade({ folder: config.data, at: clock.wall(), program: version, log });
  const journal = openJournal({ folder: config.data, site: config.site.id, clock, log, fold, emptyState });
  const fresh = journal.head() === 0;
  const last = journal.recent({ limit: 1 })[0];
  const clean = fresh || last?.kind === "backend:stopped";
  const overdue = fireOverdue(journal, clock, log);
  if (overdue > 0) log.warn("deadlines-overdue", { fired: overdue });
  const state = journal.load();
  // Before the pack's: its scenarios name them.
  const opening: NewFact[] = [...restoredFacts(config.data, clock.wall()), ...processFacts(state, clock.wall())];
  for (const { id, version } of withheld(state)) log.warn("process-stays-the-centres", { id, version });
  const packFolder = config.pack === "none" ? undefined : resolve(ASSETS, config.pack);
  if (packFolder !== undefined && (fresh || config.feed.file === "built-in")) {
    const facts = factsOf(packFolder, config.pack, clock.wall());
    if (facts.ok && fresh) opening.push(...facts.value);
    // The built-in day speaks of stations that a room begun by an earlier version does not know yet.
    else if (facts.ok) opening.push(...packAdditions(facts.value, state, () => journal.recent({ kinds: TELLING, limit: LOOKED_THROUGH })));
    else if (fresh) return fail(facts.fault);
    else log.error("pack-unreadable", { detail: facts.fault });
  }

  const damages: string[] = [];
  const telemetry = await openTelemetry({
    folder: config.data, log, clock, ...config.telemetry,
    onDamage: (damage) => {
      log.error("store-damaged", { file: damage.file, detail: damage.detail });
      damages.push(`${damage.file}: ${damage.detail}`);
    },
  });
  // What a killed run did last: a reading came, or something was journalled.
  const heard = clean ? [] : (await telemetry.counters()).flatMap(({ lastAt }) => lastAt ?? []);
  opening.push({ kind: "backend:started", version, site: config.site.id, clean, ...(!clean && { aliveAt: Math.min(clock.wall(), Math.max(last?.at ?? 0, ...heard)) }), at: clock.wall() });
  const demo = config.feed.file !== "none";
  let feed: FeedDesk | undefined;
  const fleet = demo && config.mqtt.enabled && packFolder !== undefined ? planFleet({ folder: packFolder, vehicles: config.feed.vehicles, state, opening, at: clock.wall() }) : ok(undefined);
  // The demonstration is not worth a room that does not open.
  if (!fleet.ok) log.error("feed-fleet-unusable", { detail: fleet.fault });
  else if (fleet.value !== undefined) opening.push(...fleet.value.facts);
  let sockets = (): number => 0;
  let mqttPort: number | undefined;
  let brokers: Connected[] = [];
  let access: ReturnType<typeof openAccess> | undefined;
  const city = await openCity({ folder: packFolder, log });
  const pictures = await openWallPictures({ folder: join(config.data, "pictures"), clock, log, ...config.wall.pictures });
  const live: { commit: Commit; notify?: OpenNotify; issued?: OpenRoom["issued"]; video?: OpenVideo; shelf?: EvidenceShelf; backups?: ReturnType<typeof backupsOf> } = { commit: NOT_YET };
  const roomKey = openRoomKey(config.data, log);
  const replica = config.centre && openReplica({ folder: config.data, site: config.site.id, settings: config.centre, key: roomKey.publicKey, clock, log, note: async (fact) => (await live.commit([{ ...fact, at: clock.wall() }])).ok, issued: { places: () => [...state.issuedPlaces.values()], take: async (batch) => live.issued?.take(batch) } });
  const outbox = openOutbox({ state, chains, kindOf: (id) => config.channels.find((channel) => channel.id === id)?.kind, clock, commit: () => live.commit });
  // Without an address of its own no link of a mail would lead here: nobody can subscribe.
  const subscribers = config.public.enabled && config.public.address !== undefined ? subscribersIn(config.data, log) : undefined;
  const push = pushDesk(config, log);
  const studies = await studiesIn({ folder: config.data, pack: packFolder, hours: config.studies.library, clock, log });
  const forecasts = forecastParts(config, log);
  const room = await openRoom({
    studies: studies && { ...studies, pace: forecasts.pace }, forecasts,
    outbox, notify: () => live.notify, video: () => live.video, shelf: () => live.shelf, push, network: streetsIn(packFolder, log),
    site: { ...config.site, demo, webPages: config.wall.webPages, meetingHosts: config.meeting.hosts }, journal, state, telemetry, centre: replica !== undefined, convert: openUnits(), clock, log, opening, windows: () => sockets(), outside: () => ({ mqttPort, brokers: brokers.map((broker) => broker.state()), ...(feed && { feed: feed.state() }), ...(replica && { replication: { ...replica.state(), ...(live.issued && { issued: live.issued.state() }) } }), ...(live.backups && { backups: live.backups.state() }), ...(city.faults().length > 0 && { cityFaults: [...city.faults()] }) }), feed: () => feed, damages, onBroken, pictures, herald: { sender: config.public.sender ?? AlertSender.parse(`${config.site.id}.ky-dai`), subscribers: () => subscribers?.counts().confirmed ?? 0 }, steadiness: { stays: config.wall.steady.stays * 1000, between: config.wall.steady.between * 1000 },
    people: (commit) => (access = openAccess({ journal, state: () => state, commit, clock, log, folder: config.data })),
  });
  const { intake, desk } = room;
  [live.commit, live.issued] = [room.commit, room.issued];
  const files = await openWallFiles({ folder: join(config.data, "wall-files"), log, ...config.wall.files, now: () => clock.wall(), inUse: (id) => namesFile(state, id) });

  const evidence = await openEvidenceShelf({ folder: join(config.data, "evidence"), log });
  live.shelf = evidence;

  live.backups = backupsOf(config, { program: version, offset: localOffset(state), clock, log, hold: (facts) => void room.hold(facts) });
  const closers: (() => Promise<unknown>)[] = [() => evidence.close(), () => city.close(), async () => live.backups?.close()];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.reverse()) await close().catch((error: unknown) => log.error("close-failed", { error }));
    await room.close();
    await replica?.close();
    access?.close();
    await telemetry.close();
    subscribers?.close();
    studies?.book.close();
    journal.close();
  };
  const giveUp = async (why: string): Promise<Result<Backend, string>> => {
    await closeAll();
    return fail(why);
  };

  let subscriptions: SubscriptionDesk | undefined;
  let citizens: PushBook | undefined;
  if (subscribers !== undefined && config.public.address !== undefined) {
    const { address } = config.public;
    const book = openSubscriptions({ store: subscribers, signer: openLinkSigner(config.data), outbox, push, clock, log, address });
    outbox.subscribers(book);
    subscriptions = book;
    citizens = book;
    const herald = openHerald({ state, store: subscribers, outbox, onFacts: (listener) => room.onFacts(listener), clock, log, address, sample: demo });
    closers.push(async () => herald.close());
  }
  const figures = openPublicFigures({ state, journal, clock });
  closers.push(async () => figures.close());
  const notify = openNotify({ channels: config.channels, settings: config.notify, chains, state, outbox, room, push: () => push && phonesOf(push.book, citizens), clock, log, site: config.site.name, env: process.env, offset: localOffset(state), folder: config.data });
  if (!notify.ok) return giveUp(notify.fault);
  live.notify = notify.value;
  closers.push(() => notify.value.close());

  const video = openVideo({ folder: config.data, cameras: () => state.cameras, journal, access: desk, onFacts: (listener) => room.onFacts(listener), hold: (facts) => room.hold(facts), onNoticed: (noticed) => room.noticed(noticed), reels: { seconds: config.video.keep.seconds, bytesEach: config.video.keep.maxBytesPerStream, bytes: config.video.keep.maxBytes, hours: config.video.keep.hours, reserve: LEFT_TO_JOURNAL * 2 }, decoder: findProgram(config.video.decoder, process.env["PATH"]), isPrivate: () => state.wall.privacy || room.status().heldPrivacy === true, clock, log });
  // A room without pictures is still a room.
  if (video.ok) live.video = video.value;
  else log.error("video-unusable", { detail: video.fault });

  const server = await openServer({
    host: config.host, port: config.port, hosts: [...config.hostnames, ...(config.public.address === undefined ? [] : [new URL(config.public.address).hostname])], secure: config.secure, version, room, epoch: journal.epoch, access: desk, routes: staRoutes({ intake, clock }), staRead: staReadPlugin({ room, telemetry, clock, secure: config.secure }),
    staticFolder: WINDOWS, clock, log, wall: { pictures, files, webPages: config.wall.webPages }, meetingHosts: config.meeting.hosts, city, evidence, runs: studies?.shelf, uploads: join(config.data, "evidence-uploads"), receipts: notify.value.receipts, video: live.video, public: config.public.enabled ? { site: { name: config.site.name, demo, centre: config.site.centre, address: config.public.address ?? "" }, figures, subscriptions } : undefined, metricsSources: () => [...metrics(room.status()), ...(live.video?.samples() ?? [])],
    ready: () => ({ ok: room.status().disk === "ok", detail: room.status().diskDetail ?? "" }),
  });
  if (!server.ok) await live.video?.close();
  if (!server.ok) return giveUp(`HTTP ${config.host}:${config.port}: ${words(server.fault)}`);
  sockets = () => server.value.sockets();
  closers.push(() => server.value.close("stopping"));
  // Before the server: it waits for connections it handed over.
  closers.push(async () => live.video?.close());

  if (config.mqtt.enabled) {
    const tls = readTls(config.mqtt.tls);
    if (!tls.ok) return giveUp(tls.fault);
    const broker = await openMqttBroker({ ...config.mqtt, tls: tls.value, intake, desk, clock, log, limits: BROKER_LIMITS });
    if (!broker.ok) return giveUp(`MQTT ${config.mqtt.host}:${config.mqtt.port}: ${words(broker.fault)}`);
    mqttPort = broker.value.port;
    closers.push(() => broker.value.close());
  }
  brokers = await connectBrokers(config.brokers, { room, clock, log });
  for (const broker of brokers) closers.push(() => broker.close());
  if (demo && mqttPort !== undefined) {
    const playing = await playFeed({ config, port: mqttPort, fleet: fleet.ok ? fleet.value : undefined, room, clock, log });
    if (!playing.ok) return giveUp(playing.fault);
    feed = playing.value;
    closers.push(playing.value.stop);
  }

  const place = join(config.data, "backend.json");
  // Renamed into place: a shell that looks for it must never read half of it.
  writeFileSync(`${place}.new`, JSON.stringify({ pid: process.pid, port: server.value.port, mqttPort, room: journal.epoch } satisfies Place));
  renameSync(`${place}.new`, place);
  closers.push(async () => rmSync(place, { force: true }));
  return ok({ port: server.value.port, mqttPort, firstRunCode: access?.firstRunCode(), demo, close: closeAll });
}

/** Nothing is queued before the room is open. */
const NOT_YET: Commit = () => Promise.resolve(fail({ code: "unavailable", detail: "the room is not open yet" }));

/** The book of subscribers; one that cannot be opened is told, and the room goes on without. */
function subscribersIn(folder: string, log: Log): SubscriberStore | undefined {
  try {
    return openSubscribers(folder);
  } catch (error) {
    log.error("subscribers-unusable", { error });
    return undefined;
  }
}

/** What-if studies of the pack's city; where their file cannot be opened that is told, and the room goes on without. */
async function studiesIn({ folder, pack, hours, clock, log }: { folder: string; pack: string | undefined; hours: Config["studies"]["library"]; clock: Clock; log: Log }): Promise<StudyParts | undefined> {
  if (pack === undefined) return undefined;
  const reserve = LEFT_TO_JOURNAL * 2;
  try {
    const shelf = await openRunShelf({ folder: join(folder, "study-runs"), log, now: () => clock.wall(), reserve });
    return { book: openStudyBook(folder), shelf, hours, threads: openStudyThreads({ pack, shelf: shelf.folder, reserve, steady: () => clock.steady() }) };
  } catch (error) {
    log.error("studies-unusable", { error });
    return undefined;
  }
}

/** The pack's streets; those that cannot be used are told, and the room goes on without. */
function streetsIn(folder: string | undefined, log: Log): Network | undefined {
  const read = folder === undefined ? ok(undefined) : readNetwork(folder);
  if (!read.ok) log.warn("pack-streets-unusable", { detail: read.fault });
  return read.ok ? read.value : undefined;
}

/** Where a channel sends push messages, phones can ask for them. */
function pushDesk({ channels, data }: Config, log: Log): PushDesk | undefined {
  const channel = channels.find((one) => one.kind === "web-push");
  if (channel === undefined) return undefined;
  const keys = vapidKeys(data);
  return keys.ok ? { book: openPushBook(data, log), key: keys.value.publicKey, isService: isPushService(channel.hosts) } : undefined;
}

/** Officers' phones and citizens', by whom they are asked for. */
function phonesOf(officers: PushBook, citizens: PushBook | undefined): PushBook {
  return {
    of: (owner) => [...officers.of(owner), ...(citizens?.of(owner) ?? [])],
    gone(endpoint) {
      officers.gone(endpoint);
      citizens?.gone(endpoint);
    },
  };
}

/** What a pack's folder says, as facts. */
function factsOf(folder: string, name: string, at: number): Result<NewFact[], string> {
  const pack = readPack(folder);
  if (!pack.ok) return pack;
  const facts = packFacts(pack.value, at);
  return facts.ok ? facts : fail(`${name}: ${facts.fault}`);
}

/** Some cell, on the wall or in a scene, shows the file. */
function namesFile(state: WallMaps, id: string): boolean {
  const cells = [...state.cells.values(), ...[...state.scenes.values()].flatMap((scene) => scene.cells)];
  return cells.some((cell) => cell.panels.some((panel) => panel.settings["fileId"] === id));
}

function readTls(tls: Config["mqtt"]["tls"]): Result<{ port: number; key: string; cert: string } | undefined, string> {
  if (tls === undefined) return ok(undefined);
  try {
    return ok({ port: tls.port, key: readFileSync(tls.keyFile, "utf8"), cert: readFileSync(tls.certFile, "utf8") });
  } catch (error) {
    return fail(`mqtt.tls: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function words(fault: { code: string; detail?: string }): string {
  return fault.detail ?? fault.code;
}
