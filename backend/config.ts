import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { fail, ok, type Result } from "#contract/result";
import { AlertSender } from "#contract/alert";
import { MeetingHost } from "#contract/attached";
import { FeedDay, FeedFault, MAX_FEED_FAULTS } from "#contract/feed";
import { SiteId, SourceId } from "#contract/ids";
import { ChannelList, NotifySettings } from "./notify/outbox/settings.ts";
import { CentreSettings } from "./replicate/settings.ts";
import { BackupSettings } from "./store/backup/settings.ts";

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "an hour looks like 01:00");
const port = z.coerce.number().int().min(0).max(65_535);

const ExternalBroker = z.object({
  /** The source its readings are counted under; made on first start when absent. */
  sourceId: SourceId,
  url: z.string().regex(/^mqtts?:\/\/[^@]+$/, "mqtt://host:port or mqtts://host:port, without credentials"),
  username: z.string().max(200).optional(),
  /** Name of the environment variable that holds the password, so that no secret stands in the file. */
  passwordFrom: z.string().max(100).optional(),
  clientId: z.string().min(1).max(64),
  topics: z.array(z.string().min(1).max(500)).min(1).max(100).default(["v1.1/Observations", "v1.1/CreateObservations", "v1.1/+/Observations"]),
});

/** Scheme, host and port alone: it becomes part of a header, where a semicolon would begin another rule. */
const Origin = z.string().max(300).regex(/^https?:\/\/(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/, "https://host or https://host:port, in lower case, without a path")
  .refine((text) => URL.canParse(text), "no such address").transform((text) => new URL(text).origin);

/** The whole configuration: one YAML file, then `KYDAI_*`, then flags; what is left out has these defaults. */
export const Config = z.strictObject({
  data: z.string().min(1),
  host: z.string().default("127.0.0.1"),
  port: port.default(7373),
  /** Names this server may be called by, beside its own address: what a browser's Host header may say. */
  hostnames: z.array(z.string()).max(20).default([]),
  /** Browsers reach this server by https through a proxy: cookies get `Secure`, links begin with https. */
  secure: z.boolean().default(false),
  log: z.enum(["error", "warn", "info", "debug"]).default("info"),
  site: z.strictObject({ id: SiteId, name: z.string().min(1).max(120), centre: z.tuple([z.number(), z.number()]) }).prefault({ id: "hue", name: "Trung tâm IOC thành phố Huế", centre: [107.585, 16.465] }),
  /** Folder (absolute, or one of the built-in packs) with any of: catalogue.json, rules.json, sources.json, agencies.json and scenarios.json, read into an empty journal; manifest.json and the map it names. "none" starts without a city. */
  pack: z.string().default("city/hue"),
  mqtt: z.strictObject({
    enabled: z.boolean().default(true),
    host: z.string().default("127.0.0.1"),
    port: port.default(1883),
    /** Paths of PEM files: their contents never stand in a configuration, and so never in a log. */
    tls: z.strictObject({ port: port.default(8883), keyFile: z.string().min(1), certFile: z.string().min(1) }).optional(),
  }).prefault({}),
  brokers: z.array(ExternalBroker).max(10).default([]),
  /** When the night library of plans may be computed, by the room's clock, while nobody needs the machine; the same time twice: never. */
  studies: z.strictObject({ library: z.strictObject({ from: hour.default("01:00"), to: hour.default("05:00") }).prefault({}) }).prefault({}),
  telemetry: z.strictObject({
    retentionDays: z.number().min(1).max(3660).default(400),
    /** Oldest chunks go first above this. */
    maxBytes: z.number().int().min(16_000_000).default(200_000_000_000),
  }).prefault({}),
  wall: z.strictObject({
    /** Origins whose pages a cell may show; no other page can be framed. */
    webPages: z.array(Origin).max(50).default([]),
    /** How slowly the wall changes by itself, s: an alarm's scene stays so long at least, and so long passes between two changes by one binding. */
    steady: z.strictObject({ stays: z.number().min(1).max(3600).default(30), between: z.number().min(1).max(3600).default(30) }).prefault({}),
    /** Small pictures of each monitor, one a minute, for the replay of the wall; oldest go first. */
    pictures: z.strictObject({ keepDays: z.number().min(0.01).max(3660).default(7), maxBytes: z.number().int().min(1_000_000).default(2_000_000_000) }).prefault({}),
    /** Pictures and documents shown in cells. */
    files: z.strictObject({ maxBytes: z.number().int().min(1_000_000).default(2_000_000_000) }).prefault({}),
  }).prefault({}),
  video: z.strictObject({
    /** Decodes what a window cannot (H.265 without hardware): an ffmpeg of this machine, by its path or by its name on the PATH; "none": nothing is decoded here. */
    decoder: z.string().min(1).max(500).default("ffmpeg"),
    /** The newest pictures of each camera that is connected, on the disk: what clips of before an event are made of. The oldest go first. */
    keep: z.strictObject({
      seconds: z.number().min(10).max(3600).default(180),
      maxBytesPerStream: z.number().int().min(4_000_000).max(128_000_000).default(96_000_000),
      maxBytes: z.number().int().min(16_000_000).default(4_000_000_000),
      /** However little came since, h. */
      hours: z.number().min(0.1).max(168).default(24),
    }).prefault({}),
  }).prefault({}),
  /** The city's video meetings: a case's consultation may name an address there, and nowhere else. */
  meeting: z.strictObject({ hosts: z.array(MeetingHost).max(20).default([]) }).prefault({}),
  /** What citizens read without logging in: early warnings, their feed, subscriptions. */
  public: z.strictObject({
    enabled: z.boolean().default(true),
    /** Where the public reaches this server ("https://canhbao.hue.gov.vn"): in links of mails and the feed. Absent: nobody can subscribe. */
    address: Origin.optional(),
    /** CAP's sender, globally one's own; absent: the site's id. */
    sender: AlertSender.optional(),
  }).prefault({}),
  /** Ways out of the room, each with an id of its own (backend/notify). None: nothing is sent. */
  channels: ChannelList.default([]),
  notify: NotifySettings.prefault({}),
  /** The database of the city's centre: this room's facts go there. Absent: there is no centre, and no window speaks of one. */
  centre: CentreSettings.optional(),
  /** Where copies of the room go. Absent: nothing is copied. */
  backup: BackupSettings.optional(),
  feed: z.strictObject({
    /** "built-in", a file of NDJSON lines, or "none". Default: built-in for the built-in city alone, none once anything is configured. */
    file: z.string().default("none"),
    speed: z.coerce.number().min(0.1).max(3600).default(60),
    /** Which of the built-in days is played; a file of one's own is what it is. */
    day: FeedDay.default("flood"),
    /** Vehicles that drive about on the pack's streets, a position a second each; 10,000 are for measuring. */
    vehicles: z.coerce.number().int().min(0).max(10_000).default(200),
    /** Faults that are on from the start. */
    faults: z.array(FeedFault).max(MAX_FEED_FAULTS).default([]),
  }).prefault({}),
});
export type Config = z.infer<typeof Config>;

const FLAGS = {
  data: { type: "string" }, host: { type: "string" }, port: { type: "string" }, "mqtt-port": { type: "string" },
  config: { type: "string" }, feed: { type: "string" }, speed: { type: "string" }, day: { type: "string" }, vehicles: { type: "string" }, log: { type: "string" }, pack: { type: "string" },
  headless: { type: "boolean" }, help: { type: "boolean" },
} as const;
type Flag = keyof typeof FLAGS;
/** How to be called, for people. */
export const USAGE = `Máy chủ Kỳ Đài, không cửa sổ / the backend alone:\n  ${Object.entries(FLAGS).map(([flag, { type }]) => `--${flag}${type === "string" ? " …" : ""}`).join("  ")}\nCũng đặt được bằng KYDAI_… hoặc tệp cấu hình / also as KYDAI_… or in a file: README.md. Cả phòng / the whole room: npm start -- --help`;

/** Where a person's data lies when no folder is named. */
export function defaultDataFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === "win32") return join(env["APPDATA"] ?? homedir(), "ky-dai");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", "ky-dai");
  return join(env["XDG_DATA_HOME"] ?? join(homedir(), ".local", "share"), "ky-dai");
}

/**
 * Reads flags, environment and file into one checked configuration.
 *
 * @returns the fault as lines a person can act on
 */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv): Result<Config, string[]> {
  let flags: Partial<Record<Flag, string | boolean>>;
  try {
    flags = parseArgs({ args: [...argv], options: FLAGS, strict: true }).values;
  } catch (error) {
    return fail([error instanceof Error ? error.message : String(error)]);
  }
  const given = (flag: Flag): string | undefined => {
    const value = flags[flag] ?? env[`KYDAI_${flag.toUpperCase().replaceAll("-", "_")}`];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const file = given("config");
  let tree: Record<string, unknown> = {};
  if (file !== undefined) {
    try {
      const parsed: unknown = parseYaml(readFileSync(file, "utf8"));
      if (typeof parsed === "object" && parsed !== null) tree = { ...parsed };
    } catch (error) {
      return fail([`${file}: ${error instanceof Error ? error.message : String(error)}`]);
    }
  }
  const put = (key: string, value: string | undefined) => {
    if (value !== undefined) tree[key] = value;
  };
  const putIn = (group: "mqtt" | "feed", key: string, value: string | undefined) => {
    if (value === undefined) return;
    const former = tree[group];
    tree[group] = { ...(typeof former === "object" ? former : {}), [key]: value };
  };
  put("data", given("data"));
  tree["data"] ??= defaultDataFolder(env);
  for (const key of ["host", "port", "log", "pack"] as const) put(key, given(key));
  putIn("mqtt", "port", given("mqtt-port"));
  putIn("feed", "file", given("feed"));
  for (const key of ["speed", "day", "vehicles"] as const) putIn("feed", key, given(key));
  // Recorded alarms must never run beside a city's own figures because a line was forgotten.
  const demonstration = file === undefined && tree["brokers"] === undefined && tree["pack"] === undefined;
  if (demonstration && !hasFeed(tree["feed"])) putIn("feed", "file", "built-in");
  const parsed = Config.safeParse(tree);
  if (!parsed.success) return fail(parsed.error.issues.map((issue) => `${issue.path.join(".") || "configuration"}: ${issue.message}`));
  return ok({ ...parsed.data, data: resolve(parsed.data.data) });
}

function hasFeed(feed: unknown): boolean {
  return typeof feed === "object" && feed !== null && "file" in feed;
}
