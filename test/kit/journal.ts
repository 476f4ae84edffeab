import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Account } from "#contract/account";
import type { Fact, NewFact } from "#contract/fact";
import { AccountId, AlarmId, SessionId, SiteId, SourceId } from "#contract/ids";
import { Source } from "#contract/source";
import { fold } from "../../backend/core/fold.ts";
import { emptyState } from "../../backend/core/state.ts";
import type { RoomState, Touch } from "../../backend/core/state.ts";
import type { Clock, Journal, Log } from "../../backend/ports.ts";
import { canonicalJson } from "../../backend/store/canonical-json.ts";
import { openJournal } from "../../backend/store/open-journal.ts";
import { alarmOf } from "./alarms.ts";

export const SITE = SiteId.parse("hue");

/** A folder of its own for one test. */
export function tempFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "ky-dai-store-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A log that keeps its lines. */
export function keptLog(): Log & { lines: { level: string; event: string; fields: Record<string, unknown> }[] } {
  const lines: { level: string; event: string; fields: Record<string, unknown> }[] = [];
  const at = (level: string) => (event: string, fields: Record<string, unknown> = {}) => void lines.push({ level, event, fields });
  return { lines, error: at("error"), warn: at("warn"), info: at("info"), debug: at("debug") };
}

/** A clock that stands still. */
export const stillClock: Clock = { wall: () => 1_800_000_000_000, steady: () => 0, after: () => () => undefined };

/** Opens the journal of a folder with the product's own fold. */
export function journalIn(folder: string, options: { maxPageCount?: number; log?: Log; site?: SiteId } = {}): Journal {
  return openJournal({ folder, site: options.site ?? SITE, clock: stillClock, log: options.log ?? keptLog(), fold, emptyState, maxPageCount: options.maxPageCount });
}

/** Folds facts into a state and appends them, as the room does. */
export function commit(journal: Journal, state: RoomState, facts: readonly NewFact[]): Fact[] {
  const touched: Touch[] = facts.flatMap((fact) => fold(state, fact));
  return journal.append(facts, touched);
}

/** Numbers 0 ≤ x < 1 from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A plausible day: alarms raised, acknowledged, shelved and cleared, people coming and going, a source saved. */
export function someFacts(count: number, seed: number, alarms = 40): NewFact[] {
  const random = seeded(seed);
  const pick = (n: number): number => Math.floor(random() * n);
  const by = AccountId.parse("lan");
  return Array.from({ length: count }, (_, i): NewFact => {
    const at = 1_800_000_000_000 + i * 37;
    const thing = `tram-${pick(alarms)}`;
    const alarmId = AlarmId.parse(`flood:${thing}`);
    const sessionId = SessionId.parse(`s${pick(50)}`);
    switch (pick(10)) {
      case 0: return { at, kind: "alarm:acknowledged", alarmId, by };
      case 1: return { at, kind: "alarm:cleared", alarmId, cause: "returned-to-normal", value: pick(500) / 100 };
      case 2: return { at, kind: "alarm:shelved", alarmId, by, until: at + 60_000, reason: "đang sửa", oneShot: false };
      case 3: return { at, kind: "session:opened", sessionId, accountId: by, from: "127.0.0.1" };
      case 4: return { at, kind: "session:ended", sessionId, accountId: by, cause: "logout" };
      case 5: return { at, kind: "source:saved", source: Source.parse({ id: SourceId.parse(`nguon-${pick(9)}`), name: `Nguồn ${i}` }), by };
      case 6: return { at, kind: "account:saved", account: Account.parse({ id: by, name: `Lan\u2028${i}`, roles: ["operator"] }), passwordChanged: false };
      default: return { at, kind: "alarm:raised", alarm: alarmOf({ thing, raisedAt: at }) };
    }
  });
}

/** The whole state as one text, records sorted by id: equal texts are equal states, to the byte. */
export function stateText(state: RoomState): string {
  const plain: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(state)) plain[name] = part instanceof Map ? Object.fromEntries(part) : part;
  return canonicalJson(plain);
}
