import type { Role } from "#contract/account";
import type { Fact, NewFact } from "#contract/fact";
import { AccountId, type AlarmId, type Instant } from "#contract/ids";
import { AgencyId, EvidenceId, type Evidence, type Incident, type IncidentEvent, type IncidentId } from "#contract/incident";
import type { RequestInput, RequestName, RequestOutput } from "#contract/request";
import type { Result } from "#contract/result";
import { addSource, administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "./backend.ts";
import { commit, journalIn } from "./journal.ts";
import { until } from "./until.ts";

/** Agencies of the built-in city that these tests order. */
export const [DRAINAGE, TRAFFIC, POWER] = ["thoat-nuoc", "canh-sat-giao-thong", "dien-luc"].map((id) => AgencyId.parse(id)) as [AgencyId, AgencyId, AgencyId];
const PASSWORD = "một mật khẩu đủ dài";
export const HOUR = 3_600_000;

/** One person at a desk of the room. */
export interface Seat {
  id: AccountId;
  password: string;
  cookie: string;
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>>;
}

/** A real backend with the built-in city, its people and its agencies' officers. */
export interface CaseRoom {
  backend: () => TestBackend;
  operator: Seat;
  lead: Seat;
  leader: Seat;
  /** Officers of DRAINAGE, TRAFFIC and POWER. */
  drainage: Seat;
  traffic: Seat;
  power: Seat;
  admin: () => string;
  /** Sends a value of a station, in its datastream's own unit. */
  measure(datastreamId: string, result: number, at?: Instant): Promise<void>;
  /** Makes a street flood so deep that its rule rings. @returns the alarm */
  flood(street?: string): Promise<AlarmId>;
  open(more?: Partial<RequestInput<"incident:open">>): Promise<Incident>;
  /** Acts by the version as it stands. */
  act(seat: Seat, incidentId: IncidentId, event: IncidentEvent): Promise<Result<Incident>>;
  evidence(seat: Seat, incidentId: IncidentId, bytes?: Uint8Array<ArrayBuffer>, name?: string): Promise<Result<Evidence>>;
  facts(): Promise<Fact[]>;
  /** SIGKILL, `between` while it is down, and a new start on the same folder; everybody logs in anew. */
  restart(between?: (folder: string) => void, how?: "kill" | "stop"): Promise<void>;
  stop(): Promise<void>;
}

/** @param options.port the same after each restart: a browser's page knows no other */
export async function openCaseRoom(options: { env?: NodeJS.ProcessEnv; port?: number; args?: string[] } = {}): Promise<CaseRoom> {
  const start = (folder?: string): Promise<TestBackend> => startBackend({ ...(folder !== undefined && { folder }), ...(options.env !== undefined && { env: options.env }), args: ["--pack", "city/hue", ...(options.port === undefined ? [] : ["--port", String(options.port)]), ...(options.args ?? [])] });
  let backend = await start();
  let admin = await administrator(backend);
  const secret = await addSource(backend, admin, "tram");

  const seats: Seat[] = [];
  async function login(name: string): Promise<string> {
    const answer = await fetch(`${backend.address}/api/session`, { method: "POST", headers: { "content-type": "application/json", origin: backend.address }, body: JSON.stringify({ name, password: PASSWORD }) });
    return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  }
  async function seat(name: string, roles: Role[], agencyId?: AgencyId): Promise<Seat> {
    const id = AccountId.parse(name);
    valueOf(await request(backend, admin, "account:save", { account: { id, name, roles, ...(agencyId !== undefined && { agencyId }) }, password: PASSWORD }));
    const made: Seat = { id, password: PASSWORD, cookie: await login(name), ask: (request_, input) => request(backend, made.cookie, request_, input) };
    seats.push(made);
    return made;
  }
  const people = {
    operator: await seat("truc-ban", ["operator"]), lead: await seat("truong-ca", ["shift-lead"]), leader: await seat("lanh-dao", ["leader"]),
    drainage: await seat("can-bo-thoat-nuoc", ["focal-officer"], DRAINAGE), traffic: await seat("can-bo-csgt", ["focal-officer"], TRAFFIC), power: await seat("can-bo-dien-luc", ["focal-officer"], POWER),
  };

  async function measure(datastreamId: string, result: number, at?: Instant): Promise<void> {
    const sent = await fetch(`${backend.address}/sta/v1.1/Datastreams(${datastreamId})/Observations`, { method: "POST", body: JSON.stringify({ result, ...(at !== undefined && { phenomenonTime: new Date(at).toISOString() }) }), headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`tram:${secret}`).toString("base64")}` } });
    if (sent.status !== 201) throw new Error(`observation refused: ${sent.status}`);
  }
  return {
    ...people, measure, backend: () => backend, admin: () => admin,
    async flood(street = "street-dap-da") {
      await measure(`${street}.street-depth`, 46);
      let found: AlarmId | undefined;
      await until(async () => {
        // Each look costs tokens of the operator's rate.
        await new Promise((resolve) => setTimeout(resolve, 100));
        found = valueOf(await people.operator.ask("alarm:page", {})).alarms.find(({ ruleId, thingId }) => ruleId === "street-deep" && thingId === street)?.id;
        return found !== undefined;
      });
      if (found === undefined) throw new Error("no alarm");
      return found;
    },
    open: async (more = {}) => valueOf(await people.operator.ask("incident:open", { alarmIds: [], title: "Ngập sâu tại Đập Đá", urgency: "emergency", templateId: "hue-five-steps", ...more })),
    async act(by, incidentId, event) {
      const { version } = valueOf(await people.operator.ask("incident:get", { incidentId }));
      return by.ask("incident:act", { incidentId, version, event });
    },
    async evidence(by, incidentId, bytes = PHOTO, name = "hiện trường.png") {
      const answer = await fetch(`${backend.address}/api/evidence?incidentId=${incidentId}&name=${encodeURIComponent(name)}`, { method: "POST", headers: { "content-type": "application/octet-stream", origin: backend.address, cookie: by.cookie }, body: bytes });
      return answer.json();
    },
    async facts() {
      const facts: Fact[] = [];
      for (;;) {
        const page: { facts: unknown[]; head: number } = valueOf(await request(backend, admin, "fact:page", { after: facts.at(-1)?.seq ?? 0, limit: 5000 }));
        // The journal's own rows, as the backend wrote them.
        facts.push(...(page.facts as Fact[]));
        if (page.facts.length === 0 || facts.at(-1)?.seq === page.head) return facts;
      }
    },
    async restart(between, how = "kill") {
      await (how === "kill" ? backend.kill() : backend.stop());
      between?.(backend.folder);
      backend = await start(backend.folder);
      admin = await administrator(backend);
      for (const one of seats) one.cookie = await login(one.id);
    },
    async stop() {
      await backend.stop();
      removeFolder(backend.folder);
    },
  };
}

/** Writes facts into the journal of a backend that is down. */
export function writeFacts(folder: string, facts: readonly NewFact[]): void {
  const journal = journalIn(folder);
  commit(journal, journal.load(), facts);
  journal.close();
}

/** An order with all of H-11.3's six contents. */
export function ordered(more: Partial<Extract<IncidentEvent, { is: "ordered" }>["order"]> = {}): IncidentEvent {
  return { is: "ordered", order: { happened: "Nước ngập 46 cm", where: "Đập Đá, phường Vỹ Dạ", required: "Chặn đường, bơm nước", lead: DRAINAGE, support: [TRAFFIC], due: Date.now() + 2 * HOUR, ...more } };
}
export const answered = (agencyId: AgencyId, evidence: readonly string[]): IncidentEvent => ({ is: "answered", agencyId, result: "Đã bơm cạn, thông xe", evidence: evidence.map((id) => EvidenceId.parse(id)) });

/** A PNG of one point. */
export const PHOTO: Uint8Array<ArrayBuffer> = Uint8Array.from(Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"));
