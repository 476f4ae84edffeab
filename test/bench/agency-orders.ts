/** From an issued order to the officers: on the page of a phone, and 1,000 orders to 200 agencies over their live connections. */
import type { Page } from "playwright-core";
import { io, type Socket } from "socket.io-client";
import { PROTOCOL_VERSION } from "#contract/protocol";
import { AccountId } from "#contract/ids";
import { AgencyId, type IncidentEvent, type IncidentId } from "#contract/incident";
import { buildStale } from "../../scripts/build.ts";
import { request, valueOf, type TestBackend } from "../kit/backend.ts";
import { DRAINAGE, openCaseRoom, ordered, type CaseRoom } from "../kit/case-room.ts";
import { launchChromium } from "../kit/chromium.ts";
import { until } from "../kit/until.ts";
import { median, quantile, residentOf } from "./figures.ts";
import type { BenchRow } from "./row.ts";

const ON_PHONE = Number(process.env["KYDAI_BENCH_PHONE_ORDERS"] ?? 60);
const ORDERS = Number(process.env["KYDAI_BENCH_ORDERS"] ?? 1000);
const AGENCIES = Number(process.env["KYDAI_BENCH_AGENCIES"] ?? 200);
const DESKS = 4;
const PASSWORD = "một mật khẩu đủ dài";
/** Log-ins from one address in a minute, with some to spare. */
const LOGIN_EVERY_MS = 600;

declare global {
  interface Window {
    /** When each case was first seen on the page. */
    seen?: Record<string, number>;
  }
}

type Ask = CaseRoom["operator"]["ask"];

/** Opens a case and takes it to its order. @returns the case, and the instant at which its order was asked for */
async function issue(ask: Ask, n: number, order: IncidentEvent): Promise<{ id: IncidentId; at: number }> {
  const { id, version: first } = valueOf(await ask("incident:open", { alarmIds: [], title: `Ngập số ${n}`, urgency: "emergency", templateId: "hue-five-steps" }));
  let version = first;
  for (const event of [{ is: "verified" } as const, { is: "proposed", plan: "Bơm" } as const]) ({ version } = valueOf(await ask("incident:act", { incidentId: id, version, event })));
  const at = Date.now();
  valueOf(await ask("incident:act", { incidentId: id, version, event: order }));
  return { id, at };
}

async function onPhone(room: CaseRoom): Promise<number[]> {
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "vi-VN", hasTouch: true });
    const phone: Page = await context.newPage();
    await phone.goto(`${room.backend().address}/agency`);
    await phone.locator("input[name=username]").fill(room.drainage.id);
    await phone.locator("input[name=password]").fill(room.drainage.password);
    await phone.keyboard.press("Enter");
    await phone.locator("[data-agency-window]").waitFor();
    await phone.evaluate(() => {
      const seen: Record<string, number> = (window.seen = {});
      const look = (): void => {
        for (const card of document.querySelectorAll<HTMLElement>("[data-case]")) seen[card.dataset["case"] ?? ""] ??= Date.now();
      };
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    });
    const took: number[] = [];
    for (let n = 0; n < ON_PHONE; n++) {
      const { id, at } = await issue(room.operator.ask, n, ordered());
      const shown = await (await phone.waitForFunction((one) => window.seen?.[one], id, { timeout: 30_000 })).jsonValue();
      took.push((shown ?? Number.NaN) - at);
    }
    return took;
  } finally {
    await browser.close();
  }
}

/** An officer's page without its drawing: told by its connection, it reads its cases, one question at a time. */
interface Officer { socket: Socket; seen: Map<string, number> }

async function logIn(backend: TestBackend, admin: string, account: { id: AccountId; name: string; roles: ("operator" | "focal-officer")[]; agencyId?: AgencyId }): Promise<string> {
  valueOf(await request(backend, admin, "account:save", { account, password: PASSWORD }));
  const answer = await fetch(`${backend.address}/api/session`, { method: "POST", headers: { "content-type": "application/json", origin: backend.address }, body: JSON.stringify({ name: account.id, password: PASSWORD }) });
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

async function officerOf(backend: TestBackend, admin: string, lead: CaseRoom["lead"], n: number): Promise<Officer> {
  const agencyId = AgencyId.parse(`co-quan-${n}`);
  valueOf(await lead.ask("agency:save", { agency: { id: agencyId, name: `Cơ quan ${n}`, areaIds: [], fields: [] }, version: 0 }));
  const cookie = await logIn(backend, admin, { id: AccountId.parse(`can-bo-${n}`), name: `Cán bộ ${n}`, roles: ["focal-officer"], agencyId });
  const seen = new Map<string, number>();
  let [asking, dirty] = [false, false];
  const read = async (): Promise<void> => {
    dirty = true;
    if (asking) return;
    asking = true;
    while (dirty) {
      dirty = false;
      const told = await request(backend, cookie, "agency:cases", {});
      if (told.ok) for (const one of told.value.cases) if (!seen.has(one.id)) seen.set(one.id, Date.now());
    }
    asking = false;
  };
  const socket = io(backend.address, { transports: ["websocket"], forceNew: true, auth: { protocol: PROTOCOL_VERSION, as: "person" }, extraHeaders: { cookie, origin: backend.address } });
  socket.on("cases", () => void read());
  await new Promise<void>((done) => void socket.once("connect", done));
  return { socket, seen };
}

async function toMany(room: CaseRoom): Promise<{ took: number[]; seconds: number; lost: number; memory: number }> {
  const officers: Officer[] = [];
  for (let n = 0; n < AGENCIES; n++) {
    const since = performance.now();
    officers.push(await officerOf(room.backend(), room.admin(), room.lead, n));
    await new Promise((next) => setTimeout(next, Math.max(0, LOGIN_EVERY_MS - (performance.now() - since))));
  }
  try {
    const issued: { id: IncidentId; at: number; to: number }[] = [];
    // One person is given so many requests a second: each desk has its own.
    const cookies = await Promise.all(Array.from({ length: DESKS }, (_, desk) => logIn(room.backend(), room.admin(), { id: AccountId.parse(`truc-${desk}`), name: `Trực ban ${desk}`, roles: ["operator"] })));
    const began = performance.now();
    const desks = cookies.map(async (cookie, desk) => {
      for (let n = desk; n < ORDERS; n += DESKS) issued.push({ ...(await issue((name, input) => request(room.backend(), cookie, name, input), n, ordered({ lead: AgencyId.parse(`co-quan-${n % AGENCIES}`), support: [] }))), to: n % AGENCIES });
    });
    await Promise.all(desks);
    const seconds = (performance.now() - began) / 1000;
    const arrived = (): number[] => issued.flatMap(({ id, at, to }) => ((seen) => (seen === undefined ? [] : [seen - at]))(officers[to]!.seen.get(id)));
    await until(() => arrived().length === ORDERS, 30_000).catch(() => undefined);
    const took = arrived();
    return { took, seconds, lost: ORDERS - took.length, memory: residentOf(room.backend().child.pid ?? 0) };
  } finally {
    for (const { socket } of officers) socket.disconnect();
  }
}

export async function bench(): Promise<BenchRow[]> {
  await buildStale();
  const room = await openCaseRoom();
  try {
    const phone = await onPhone(room);
    const many = await toMany(room);
    return [
      { name: "order issued → shown on the officer's phone", value: quantile(phone, 0.95), unit: "ms (p95)", target: { op: "<=", value: 1000 }, note: `p50 ${median(phone)}, n=${phone.length}, agency ${DRAINAGE}; a browser's page of 390 × 844 on the same machine` },
      { name: `${ORDERS} orders to ${AGENCIES} agencies → read by their officers`, value: quantile(many.took, 0.95), unit: "ms (p95)", target: { op: "<=", value: 1000 }, note: `p50 ${median(many.took)}; ${DESKS} desks at once, ${(ORDERS / many.seconds).toFixed(0)} orders a second; the backend then held ${many.memory.toFixed(0)} MB` },
      { name: "orders that did not arrive", value: many.lost, unit: "", target: { op: "<=", value: 0 } },
    ];
  } finally {
    await room.stop();
  }
}
