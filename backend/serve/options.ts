import type { FastifyPluginAsync } from "fastify";
import type { AccessDesk, City, Clock, EvidenceShelf, IngestRoute, Log, PublicFiguresDesk, ReceiptDoor, Room, RunShelf, SubscriptionDesk, VideoDoor, WallFiles, WallPictures } from "../ports.ts";
import type { PublicSite } from "./public/published.ts";

/** One figure of another part, as Prometheus is to see it. `name` without the prefix `kydai_`; counters are absolute. */
export interface MetricSample {
  name: string;
  help: string;
  type: "counter" | "gauge";
  value: number;
  labels?: Record<string, string>;
}

export interface ServerOptions {
  host: string;
  /** 0: any free port. */
  port: number;
  room: Room;
  /** The journal's: tells this room from another, at `/healthz`. */
  epoch: string;
  access: AccessDesk;
  routes: readonly IngestRoute[];
  /** OGC SensorThings reading; mounted behind `sta:read`. */
  staRead?: FastifyPluginAsync;
  /** The built windows, `dist/renderer`; may be missing. */
  staticFolder: string;
  clock: Clock;
  log: Log;
  metricsSources: () => readonly MetricSample[];
  wall: WallOptions;
  /** Hosts of the city's video meetings, which the shell may open outside. */
  meetingHosts?: readonly string[];
  city: City;
  evidence: EvidenceShelf;
  /** Folder of evidence that comes in parts, on the shelf's own disk. */
  uploads: string;
  /** Gateways report here what became of messages; absent: none does. */
  receipts?: ReceiptDoor | undefined;
  /** Takes connections for live pictures; absent: there are none. */
  video?: VideoDoor | undefined;
  /** What runs of studies left; absent: no studies are kept. */
  runs?: RunShelf | undefined;
  /** What citizens read without logging in; absent: nothing. */
  public?: PublicOptions | undefined;
  ready: () => { ok: boolean; detail: string };
  /** Host names browsers may use besides IP addresses, localhost and this machine's name (a reverse proxy's name, a DNS name). */
  hosts?: readonly string[];
  /** Browsers reach the server by https through a proxy: cookies get `Secure`. */
  secure?: boolean;
  version?: string;
}

/** The public page and feed. */
export interface PublicOptions {
  site: PublicSite;
  figures: PublicFiguresDesk;
  subscriptions?: SubscriptionDesk | undefined;
}

/** The wall's pictures and files, and the origins its web pages may come from. */
export interface WallOptions {
  pictures: WallPictures;
  files: WallFiles;
  webPages: readonly string[];
}

/** Bytes of one request of a window, by HTTP or socket. 5,000 alarm ids fit four times. */
export const MAX_REQUEST = 1_048_576;
/** Bytes of one body on an ingest route; the adapter refuses (and counts) above its own, smaller bound. */
export const MAX_INGEST = 2_097_152;
/** Windows at one time. */
export const MAX_SOCKETS = 512;
/** TCP connections at one time: windows, sources and browsers' page loads. */
export const MAX_CONNECTIONS = 4096;
