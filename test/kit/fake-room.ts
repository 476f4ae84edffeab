import { Account, type Party } from "#contract/account";
import type { Fact, NewFact } from "#contract/fact";
import type { Latest } from "#contract/frame";
import { AccountId } from "#contract/ids";
import { REQUESTS, type RequestName, type RequestOutput, type RequestParsed, type Status } from "#contract/request";
import { ok, type Result } from "#contract/result";
import { fold } from "../../backend/core/fold.ts";
import { emptyState } from "../../backend/core/state.ts";
import type { Clock, Commit, Journal, Room, SecretWrite } from "../../backend/ports.ts";

/** A room without rules or disk: folds facts with the product's own fold, keeps secrets in a map, writes down what it was asked. */
export interface FakeRoom extends Room {
  commit: Commit;
  journal: Pick<Journal, "secret">;
  facts: Fact[];
  secrets: Map<string, string>;
  asked: { name: RequestName; input: unknown; party: Party }[];
  /** Commits answer this fault while it is set. */
  broken: { fault?: Parameters<typeof failed>[0] };
  /** What `answer` does; default: an empty value. */
  answers: Partial<Record<RequestName, (input: unknown, party: Party) => Promise<Result<unknown>> | Result<unknown>>>;
  setLatest(latest: Latest): void;
  observe(series: Uint32Array): void;
  tell(facts: Fact[]): void;
}
const failed = (fault: { code: "disk-full" } | { code: "unavailable"; detail: string }): Result<never> => ({ ok: false, fault });

const evidenceFault: Result<never> = { ok: false, fault: { code: "unknown-id", kind: "incident", id: "none" } };

export function fakeRoom(clock: Pick<Clock, "wall">): FakeRoom {
  const state = emptyState();
  const secrets = new Map<string, string>();
  const facts: Fact[] = [];
  const factListeners = new Set<(facts: Fact[]) => void>();
  const observationListeners = new Set<(changed: Uint32Array) => void>();
  const asked: FakeRoom["asked"] = [];
  const answers: FakeRoom["answers"] = {};
  const broken: FakeRoom["broken"] = {};
  let latest: Latest = { series: new Uint32Array(), v: new Float32Array(), t: new Float64Array(), q: new Uint8Array() };

  function tell(told: Fact[]): void {
    for (const listener of factListeners) listener(told);
  }
  return {
    facts, secrets, asked, answers, broken, tell,
    journal: { secret: (owner, id) => secrets.get(`${owner}:${id}`) },
    async commit(news: readonly NewFact[], writes: readonly SecretWrite[] = []) {
      await Promise.resolve();
      if (broken.fault !== undefined) return failed(broken.fault);
      const made = news.map((fact): Fact => {
        fold(state, fact);
        const whole = { ...fact, seq: facts.length + 1 };
        facts.push(whole);
        return whole;
      });
      for (const { owner, id, hash } of writes) if (hash === undefined) secrets.delete(`${owner}:${id}`); else secrets.set(`${owner}:${id}`, hash);
      tell(made);
      return ok(made);
    },
    seq: () => facts.length,
    state: () => state,
    status: (): Status => ({ now: clock.wall(), seq: facts.length, disk: "ok", held: 0, heldAlarms: [], readingsPerSecond: 0, sources: [], windows: 0, centre: "none", flood: state.flood }),
    latest: () => latest,
    setLatest: (next) => void (latest = next),
    async answer<N extends RequestName>(name: N, input: RequestParsed<N>, party: Party): Promise<Result<RequestOutput<N>>> {
      asked.push({ name, input, party });
      const given = await answers[name]?.(input, party);
      return (given ?? ok({})) as Result<RequestOutput<N>>;
    },
    evidence: { mayAdd: () => evidenceFault, add: () => Promise.resolve(evidenceFault), see: () => evidenceFault, takeOut: () => Promise.resolve(evidenceFault), proof: () => evidenceFault, still: () => evidenceFault },
    onFacts(listener) {
      factListeners.add(listener);
      return () => void factListeners.delete(listener);
    },
    onObservations(listener) {
      observationListeners.add(listener);
      return () => void observationListeners.delete(listener);
    },
    observe: (series) => observationListeners.forEach((listener) => listener(series)),
  };
}

/** An account for tests; its id is its first role's name. */
export function accountOf(roles: Account["roles"], id: string = roles[0] ?? "nobody"): Account {
  return Account.parse({ id: AccountId.parse(id), name: id, roles });
}

const SECTOR = {
  id: "nganh", name: "Quy trình ngành", nameEn: "Sector's process", regulation: "Quyết định 1", sector: { fields: ["fire"] },
  steps: [{ id: "1", name: "Nhận", nameEn: "Take", actor: "centre", clause: "N-1" }, { id: "2", name: "Xong", nameEn: "Done", actor: "centre", clause: "N-2", final: true }],
  moves: [{ on: "verified", from: ["1"], to: "2", by: ["centre"], clause: "N-1" }], limits: [],
};

const STUDY = { name: "Giả định", area: [107.55, 16.43, 107.62, 16.5], start: { from: "now" }, options: [{ id: "a", name: "Hiện trạng" }] };

const ALERT_TEXT = { headline: "Ngập", description: "Nước lên", instruction: "Tránh" };
const ALERT_DRAFT = { service: "flood", urgency: "Immediate", severity: "Severe", certainty: "Observed", response: "Avoid", texts: { vi: ALERT_TEXT, en: ALERT_TEXT }, areas: [{ name: "Vỹ Dạ", shape: { is: "circle", centre: [107.6, 16.47], radius: 500 } }], expiresAt: 1 };

/** An input each request's schema accepts. */
export const GOOD_INPUT: { [N in RequestName]: unknown } = {
  "snapshot:get": {},
  "alarm:page": {},
  "fact:page": { after: 0 },
  "fact:recent": {},
  "latest:subscribe": { series: "all", hz: 10 },
  "history:get": { datastreamId: "d", from: 0, to: 1 },
  "forecast:list": {},
  "forecast:get": { datastreamId: "d" },
  "forecast:train": {},
  "past:at": { at: 1 },
  "past:span": {},
  "alarm:acknowledge": { alarmIds: ["a"] },
  "alarm:reset": { alarmIds: ["a"] },
  "alarm:shelve": { alarmIds: ["a"], seconds: 60, reason: "đang sửa" },
  "alarm:unshelve": { alarmIds: ["a"] },
  "alarm:out-of-service": { alarmIds: ["a"], reason: "đang sửa" },
  "alarm:return-to-service": { alarmIds: ["a"] },
  "alarm:metrics": { from: 0, to: 1 },
  "rule:kinds": {},
  "rule:save": { version: 0, rule: { id: "r", name: "r", kind: "threshold", params: {}, priority: "high", message: "m" } },
  "rule:remove": { ruleId: "r" },
  "area:save": { area: { id: "a", name: "a", position: [107.5, 16.4] } },
  "thing:save": { thing: { id: "t", name: "t", position: [107.5, 16.4], area: "a", kind: "river-gauge" } },
  "observed-property:save": { observedProperty: { id: "p", name: "p" } },
  "sensor:save": { sensor: { id: "s", name: "s" } },
  "datastream:save": { datastream: { id: "d", thingId: "t", observedPropertyId: "p", sensorId: "s", name: "d", unit: "m", period: 60, staleAfter: 180 } },
  "source:save": { source: { id: "s", name: "s" } },
  "source:rejections": {},
  "feed:fault": { fault: { kind: "stuck", target: "kim-long.water-level" }, on: true },
  "account:list": {},
  "account:save": { account: { id: "a", name: "a", roles: ["operator"] } },
  "account:password": { current: "x", next: "một mật khẩu dài" },
  "session:end": { sessionId: "s" },
  "display:ticket": { name: "Tường" },
  "display:revoke": { displayId: "d" },
  "wall:operate": { operations: [{ do: "privacy", on: true }] },
  "wall:design": { designs: [{ do: "divide", monitorId: "m1", columns: 2, rows: 2 }] },
  "wall:undo": {},
  "wall:redo": {},
  "wall:cut": { sceneId: "s" },
  "wall:scene-save": { name: "Lũ", monitors: ["m1"], version: 0 },
  "wall:scene-remove": { sceneId: "s" },
  "wall:binding-save": { version: 0, binding: { name: "Lũ", sceneId: "s", mode: "ask" } },
  "wall:binding-remove": { bindingId: "b" },
  "wall:schedule-save": { version: 0, schedule: { name: "Ca đêm", sceneId: "s", at: "22:00", days: [1] } },
  "wall:schedule-remove": { scheduleId: "s" },
  "wall:answer": { proposalId: "p", accept: true },
  "wall:export": {},
  "wall:import": { file: { format: "kydai-wall-1", savedAt: 0, monitors: [], cells: [], scenes: [] } },
  "wall:at": { at: 0 },
  "wall:restore": { at: 0 },
  "wall:screens": { screens: [] },
  "wall:attend": { screen: { key: "k", label: "l", bounds: { x: 0, y: 0, width: 1920, height: 1080 } } },
  "shell:report": { events: [{ at: 0, what: "started", cause: "test" }] },
  "process:list": {},
  "incident:page": { which: "open" },
  "incident:mirror": {},
  "incident:get": { incidentId: "i" },
  "incident:plan": { alarmId: "a" },
  "incident:open": { alarmIds: ["a"], title: "Ngập", urgency: "emergency", templateId: "hue-five-steps" },
  "incident:act": { incidentId: "i", version: 1, event: { is: "verified" } },
  "incident:merge": { incidentId: "i", version: 1, into: "j", intoVersion: 1, reason: "cùng một sự việc" },
  "incident:split": { incidentId: "i", version: 1, alarmIds: ["a"], title: "Ngập Kim Long", reason: "hai nơi khác nhau" },
  "incident:link": { incidentId: "i", version: 1, parentId: "j", reason: "trong đợt mưa lớn" },
  "incident:assign": { incidents: [{ incidentId: "i", version: 1 }], to: "lan", reason: "san tải" },
  "incident:note": { incidentId: "i", text: "đã gọi", kind: "note" },
  "incident:tick": { incidentId: "i", itemId: "x", answer: true },
  "incident:search": { text: "ngập" },
  "alert:list": {},
  "alert:draft": { of: { incidentId: "i" } },
  "alert:publish": { of: { incidentId: "i" }, draft: ALERT_DRAFT },
  "alert:update": { alertId: "cb-1", draft: ALERT_DRAFT },
  "service:list": {},
  "service:decide": { service: "flood", approved: true, reason: "Quyết định 12", day: "2026-01-02" },
  "report:count": { from: 1, to: 2 },
  "figures:list": {},
  "figures:publish": { month: "2026-10" },
  "figures:withdraw": { month: "2026-10", reason: "Tính sai" },
  "alert:cancel": { alertId: "cb-1", reason: { vi: "Nước đã rút", en: "The water is gone" } },
  "agency:list": {},
  "process:save": { template: SECTOR, version: 0 },
  "calendar:list": {},
  "calendar:save": { calendar: { id: "lich", name: "Lịch", document: "Thông báo 1", offset: 420, week: [[[450, 690]], [], [], [], [], [], []], days: [], from: "2026-01-01", to: "2026-12-31" }, version: 0 },
  "agency:save": { agency: { id: "g", name: "Phường" }, version: 0 },
  "scenario:list": {},
  "scenario:preview": { scenario: { id: "k", name: "Ngập", templateId: "hue-five-steps", urgency: "routine", title: "t", happened: "h", where: "w", required: "r" } },
  "scenario:save": { scenario: { id: "k", name: "Ngập", templateId: "hue-five-steps", urgency: "routine", title: "t", happened: "h", where: "w", required: "r" }, version: 0 },
  "agency:cases": {},
  "agency:act": { incidentId: "i", event: { is: "received" } },
  "agency:roster": { agencyId: "g" },
  "agency:roster-save": { agencyId: "g", turns: [{ accountId: "a", on: 1, from: 420, to: 1020 }], version: 0 },
  "agency:duty": {},
  "agency:staffing": {},
  "agency:staffing-report": { text: "Chị Lan thay anh Minh" },
  "agency:staffing-done": { staffingId: "ns-1" },
  "agency:way": { incidentId: "i", from: [107.6, 16.47] },
  "agency:share": { incidentId: "i", hours: 4 },
  "agency:share-end": {},
  "agency:position": { at: [107.6, 16.47], accuracy: 12 },
  "agency:positions": {},
  "transfer:list": {}, "transfer:offer": { incidentId: "sv-1", version: 1, to: "hue", reason: "vượt khả năng", minutes: 60 }, "transfer:withdraw": { transferId: "0123456789ab", reason: "không cần nữa" }, "transfer:accept": { transferId: "0123456789ab" }, "transfer:refuse": { transferId: "0123456789ab", reason: "không thuộc" }, "transfer:return": { transferId: "0123456789ab", reason: "đã xong phần việc" },
  "issued:list": {}, "issued:settle": { of: "agency", recordId: "thoat-nuoc", version: 1, take: "room", reason: "theo thực tế" },
  "officer:invite": { id: "lan", name: "Lan", agencyId: "thoat-nuoc" },
  "officer:invitations": {},
  "officer:revoke": { invitationId: "loi-moi-0123456789" },
  "push:key": {},
  "push:subscribe": { endpoint: "https://fcm.googleapis.com/fcm/send/x", keys: { p256dh: "B".repeat(87), auth: "a".repeat(22) } },
  "push:leave": { endpoint: "https://fcm.googleapis.com/fcm/send/x" },
  "shift:state": {},
  "shift:begin": {},
  "shift:hand-over": { to: "a" },
  "shift:sign": { handoverId: "h" },
  "shift:end": {},
  "violation:page": { from: 0, to: 1 },
  "violation:excuse": { key: "i/verify::1", reason: "bão lớn", second: { name: "b", password: "c" } },
  "exercise:list": {},
  "exercise:save": { exercise: { id: "e", name: "Lũ", situation: "Mưa lớn", injects: [{ id: "a", at: 0, title: "Ngập", place: "Kim Long", text: "Nước lên", priority: "high", expected: { verdict: "true", verdictWithin: 60 } }] }, version: 0 },
  "drill:state": {},
  "drill:start": { exerciseId: "e" },
  "drill:control": { runId: "r", does: "pause" },
  "drill:take": { runId: "r", injectId: "a" },
  "drill:judge": { runId: "r", injectId: "a", real: true, reason: "thấy trên camera" },
  "drill:report": { runId: "r" },
  "study:list": {},
  "study:get": { id: "s" },
  "study:save": { draft: STUDY, revision: 0 },
  "study:remove": { id: "s", revision: 1 },
  "study:start": { area: [107.55, 16.43, 107.62, 16.5], start: { from: "now" } },
  "study:estimate": { draft: STUDY },
  "study:run": { id: "s", revision: 1 },
  "study:cancel": { id: "s" },
  "study:runs": { id: "s" },
  "study:compare": { id: "s" },
  "study:afterwards": { id: "s" },
  "study:sensitivity": { id: "s", optionId: "a" },
  "study:exported": { id: "s", as: "pdf" },
  "plan:rank": { incidentId: "i" },
  "plan:cancel": { incidentId: "i" },
  "plan:choose": { incidentId: "i", plan: { studyId: "s", revision: 1, optionId: "a", runId: "r", name: "Đóng hai cống" } },
  "channel:list": {},
  "channel:stats": { days: 7 },
  "channel:test": { channelId: "sms", to: { is: "agency", agencyId: "g" } },
  "message:page": {},
  "message:again": { messageId: "t", index: 0 },
  "camera:list": {},
  "camera:service": { span: "day", back: 0 },
  "camera:save": { camera: { id: "c", name: "Camera", thingId: "t", streams: { main: { url: "rtsp://10.0.0.9/main" } } }, version: 0 },
  "camera:remove": { cameraId: "c" },
  "camera:clip": { cameraId: "c", incidentId: "i" },
  "camera:snapshot": { cameraId: "c", incidentId: "i" },
  "camera:picture": { cameraId: "c" },
  "camera:presets": { cameraId: "c" },
  "camera:turn": { cameraId: "c", pan: 0.5 },
  "camera:halt": { cameraId: "c" },
  "camera:preset": { cameraId: "c", preset: { token: "1", name: "Cổng" } },
  "camera:discover": {},
  "camera:profiles": { address: "http://10.0.0.9/onvif/device_service" },
  "video:ticket": {},
  "explanation:give": { explanationId: "e", text: "đã khắc phục xong" },
};
export const REQUEST_NAMES = Object.keys(REQUESTS) as RequestName[];
