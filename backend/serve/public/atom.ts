import { XMLBuilder } from "fast-xml-parser";
import type { AlertRecord } from "#contract/alert";
import { alertService } from "#contract/alert-service";
import { capTime } from "../../core/alert/cap.ts";
import { marked } from "../../core/alert/sample.ts";

/** Entries of the feed: what holds, then the newest that ended. */
export const MOST_ENTRIES = 100;
const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true });

/** The Atom feed (RFC 4287) of CAP messages: one entry a message, with the document's address. */
export function atomFeed(alerts: readonly AlertRecord[], { title, address, room, sample = false }: { title: string; address: string; room: string; sample?: boolean }): string {
  const newest = alerts.reduce((at, { sentAt, endedAt }) => Math.max(at, sentAt, endedAt ?? 0), 0);
  const entry = alerts.slice(0, MOST_ENTRIES).map((alert) => ({
    id: `urn:ky-dai:${room}:${alert.id}`,
    title: marked(alert.texts.vi.headline, "vi", sample),
    updated: capTime(alert.endedAt ?? alert.sentAt), published: capTime(alert.sentAt),
    category: [{ "@_term": alert.service, "@_label": alertService(alert.service).name }, { "@_term": alert.state, "@_scheme": "urn:ky-dai:state" }],
    link: [{ "@_rel": "alternate", "@_type": "application/cap+xml", "@_href": `${address}/cap/${alert.id}.xml` }],
    summary: marked(`${alert.texts.vi.description} ${alert.texts.vi.instruction}`, "vi", sample),
    content: { "@_type": "text", "#text": marked(`${alert.texts.en.headline}. ${alert.texts.en.description} ${alert.texts.en.instruction}`, "en", sample) },
  }));
  const feed = {
    "@_xmlns": "http://www.w3.org/2005/Atom", "@_xml:lang": "vi",
    id: `urn:ky-dai:${room}:alerts`, title, updated: capTime(newest),
    author: { name: title },
    link: [{ "@_rel": "self", "@_type": "application/atom+xml", "@_href": `${address}/cap/feed.atom` }, { "@_rel": "alternate", "@_type": "text/html", "@_href": `${address}/public` }],
    entry,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${String(builder.build({ feed }))}`;
}
