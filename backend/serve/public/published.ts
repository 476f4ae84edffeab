import { hash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import type { AlertRecord } from "#contract/alert";
import { ALERT_SERVICES, type AlertServiceId } from "#contract/alert-service";
import type { PublishedFigures } from "#contract/publication";
import type { City, Clock, PublicFiguresDesk, Room, SubscriptionDesk } from "../../ports.ts";
import { atomFeed } from "./atom.ts";
import { capXml } from "./cap-xml.ts";
import { baseSvg, planeOf, warnedSvg, type FlatFeature, type Plane } from "./map-svg.ts";
import { publicPage } from "./page.ts";
import { PUBLIC_TEXTS, type Tongue } from "./texts.ts";

/** What the page loads beside the map, by the name the build gives it. */
export const ASSETS = { "page.js": "text/javascript; charset=utf-8", "page.css": "text/css; charset=utf-8", "worker.js": "text/javascript; charset=utf-8" } as const;

/** How long one that ended is still listed, ms. */
const LISTED = 86_400_000;
/** A day's list grows shorter by itself: what is older is made anew though nothing changed, ms. */
const OLDEST = 600_000;
/** CAP documents kept as text; beyond it all are let go and made again as asked for. */
const DOCUMENTS = 800;

/** An answer made once, sent to everybody. */
export interface Kept {
  type: string;
  body: Buffer;
  gzip: Buffer;
  etag: string;
}
export interface Published {
  page(language: Tongue, service: AlertServiceId | undefined): Kept;
  feed(): Kept;
  /** @returns undefined where there is no such message at hand */
  document(id: string): Kept | undefined;
  map(): Kept | undefined;
  /** The page's own script or style, as built; undefined while it is not. */
  asset(name: keyof typeof ASSETS): Kept | undefined;
  close(): void;
}

export interface PublicSite {
  name: string;
  demo: boolean;
  centre: readonly [number, number];
  /** "https://canhbao.hue.gov.vn"; "": not known, addresses are of this server. */
  address: string;
}
interface Options {
  room: Pick<Room, "state" | "onFacts">;
  epoch: string;
  clock: Pick<Clock, "wall" | "steady">;
  city: City;
  site: PublicSite;
  figures: PublicFiguresDesk;
  subscriptions: Pick<SubscriptionDesk, "offers"> | undefined;
  /** The built windows; they may come, and change, while the backend runs. */
  windows: string;
}

export function kept(type: string, text: string): Kept {
  const body = Buffer.from(text);
  return { type, body, gzip: gzipSync(body, { level: 6 }), etag: `"${hash("sha256", body, "base64url").slice(0, 27)}"` };
}

/** What the public reads, made when it is first asked for after a change: ten thousand readers cost one page, not ten thousand. */
export async function openPublished({ room, epoch, clock, city, site, figures, subscriptions, windows }: Options): Promise<Published> {
  const base = await readBase(city);
  const made = new Map<string, { kept: Kept; at: number }>();
  const documents = new Map<string, Kept>();
  const plane: Plane = planeOf(city.manifest()?.bounds ?? [site.centre[0] - 0.5, site.centre[1] - 0.4, site.centre[0] + 0.5, site.centre[1] + 0.4]);
  const map = base === undefined ? undefined : kept("image/svg+xml; charset=utf-8", baseSvg(base, plane));
  const attribution = (language: Tongue): string => (city.manifest()?.attribution ?? []).map(({ text, textEn }) => (language === "en" ? (textEn ?? text) : text)).join(" · ");
  const stop = room.onFacts((facts) => {
    if (facts.some(({ kind }) => kind.startsWith("alert:") || kind.startsWith("service:") || kind.startsWith("figures:") || kind === "area:saved")) made.clear();
  });
  figures.onChange(() => made.clear());

  const once = (key: string, make: () => Kept): Kept => {
    const known = made.get(key);
    if (known !== undefined && clock.steady() - known.at < OLDEST) return known.kept;
    const fresh = make();
    made.set(key, { kept: fresh, at: clock.steady() });
    return fresh;
  };
  const all = (): AlertRecord[] => [...room.state().alerts.values()].sort((a, b) => b.sentAt - a.sentAt);

  function page(language: Tongue, service: AlertServiceId | undefined): Kept {
    const alerts = all();
    const inForce = alerts.filter(({ state }) => state === "in-force");
    const ended = alerts.filter(({ state, endedAt }) => state !== "in-force" && state !== "withdrawal" && state !== "superseded" && endedAt !== undefined && endedAt > clock.wall() - LISTED).slice(0, 50);
    const counted = figures.get();
    const t = PUBLIC_TEXTS[language];
    const shown = inForce.filter((alert) => service === undefined || alert.service === service);
    const warned = shown.map(({ id, severity, texts, areas }) => ({ id, severity, title: texts[language].headline, areas }));
    return kept("text/html; charset=utf-8", publicPage({
      language, service, siteName: site.name, demo: site.demo, inForce, ended,
      approved: ALERT_SERVICES.flatMap(({ id }) => { const decision = room.state().services.get(id); return decision?.approved === true ? [decision] : []; }),
      places: [...room.state().figures.values()].reduce<PublishedFigures | undefined>((newest, one) => (newest === undefined || one.id > newest.id ? one : newest), undefined),
      figures: counted === undefined ? undefined : { at: counted.at, rows: ALERT_SERVICES.flatMap(({ id }) => { const row = counted.figures.get(id); return row === undefined ? [] : [[id, row] as const]; }) },
      map: warnedSvg(warned, plane, { centre: site.centre, label: t.map, base: map !== undefined }), attribution: attribution(language),
      areas: [...room.state().areas.values()].sort((a, b) => a.name.localeCompare(b.name, "vi")), offers: subscriptions?.offers() ?? { mail: false, full: false },
    }));
  }
  return {
    page: (language, service) => once(`${language} ${service ?? ""}`, () => page(language, service)),
    feed: () => once("feed", () => kept("application/atom+xml; charset=utf-8", atomFeed(all().sort((a, b) => Number(b.state === "in-force") - Number(a.state === "in-force")), { title: site.name, address: site.address, room: epoch, sample: site.demo }))),
    document(id) {
      const known = documents.get(id);
      if (known !== undefined) return known;
      const alert = all().find((one) => one.id === id);
      if (alert === undefined) return undefined;
      if (documents.size >= DOCUMENTS) documents.clear();
      const fresh = kept("application/cap+xml; charset=utf-8", capXml(alert, site.address === "" ? undefined : `${site.address}/public#${alert.id}`, site.demo));
      documents.set(id, fresh);
      return fresh;
    },
    map: () => map,
    asset(name) {
      const file = join(windows, "public", name);
      const about = statSync(file, { throwIfNoEntry: false });
      return about === undefined ? undefined : once(`${name} ${about.mtimeMs} ${about.size}`, () => kept(ASSETS[name], readFileSync(file, "utf8")));
    },
    close: stop,
  };
}

/** As much of GeoJSON as is drawn. */
const Flat = z.object({ features: z.array(z.object({ properties: z.object({ layer: z.unknown().optional(), name: z.unknown().optional() }), geometry: z.object({ type: z.string(), coordinates: z.unknown() }) })) });

/** The pack's flat map; undefined where there is none or it cannot be read: the page goes without a ground. */
async function readBase(city: City): Promise<FlatFeature[] | undefined> {
  const layer = city.manifest()?.layers.find(({ kind }) => kind === "flat");
  const file = layer === undefined ? undefined : city.file(layer.file);
  if (file === undefined) return undefined;
  const stream = await file.read(0, file.bytes - 1);
  if (!stream.ok) return undefined;
  const parts: Buffer[] = [];
  for await (const part of stream.value) if (Buffer.isBuffer(part)) parts.push(part);
  try {
    return Flat.parse(JSON.parse(Buffer.concat(parts).toString("utf8"))).features;
  } catch {
    return undefined;
  }
}
