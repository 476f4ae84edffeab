/**
 * Makes a golden data folder with the real code of a commit: `node test/kit/make-golden-store.ts TREE OUT`, TREE being a checkout
 * (`git worktree add`) with the node_modules of today linked into it. How the ones that are kept were made: test/golden/stores/README.md.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { zstdCompressSync } from "node:zlib";
import Database from "better-sqlite3";
import { countRows } from "../../backend/store/backup/snapshot.ts";
import { addSource, administrator, removeFolder, startBackend } from "./backend.ts";
import { until } from "./until.ts";

const [tree, out] = process.argv.slice(2);
if (tree === undefined || out === undefined) throw new Error("node test/kit/make-golden-store.ts TREE OUT");
const PASSWORD = "một mật khẩu đủ dài";
const HOUR = 3_600_000;
/** Requests of that commit are not of today's contract: answers are looked at by name. */
type Loose = Record<string, unknown>;
const recordOf = (value: unknown): Loose => (typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {});
const listOf = (value: unknown): Loose[] => (Array.isArray(value) ? value.map(recordOf) : []);

const config = join(resolve(tree), "..", `golden-${process.pid}.yaml`);
const knows = (text: string): boolean => readFileSync(join(tree, "backend/config.ts"), "utf8").includes(text);
writeFileSync(config, `pack: city/hue\n${knows("  public: z.") ? "public: { enabled: true, address: \"http://127.0.0.1:7373\" }\n" : ""}`);
const backend = await startBackend({ entry: join(resolve(tree), "backend/main.ts"), cwd: resolve(tree), args: ["--config", config] });
const admin = await administrator(backend);
const post = (path: string, body: unknown, headers: Record<string, string>): Promise<Response> => fetch(backend.address + path, { method: "POST", headers: { "content-type": "application/json", origin: backend.address, ...headers }, body: JSON.stringify(body), signal: AbortSignal.timeout(20_000) });
const tried = async (cookie: string, name: string, input: unknown): Promise<Loose> => recordOf(await (await post(`/api/request/${name}`, input, { cookie })).json());
async function ask(cookie: string, name: string, input: unknown): Promise<Loose> {
  const answer = await tried(cookie, name, input);
  if (answer["ok"] !== true) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return recordOf(answer["value"]);
}
async function person(id: string, roles: string[], agencyId?: string): Promise<string> {
  await ask(admin, "account:save", { account: { id, name: id, roles, ...(agencyId !== undefined && { agencyId }) }, password: PASSWORD });
  return (await post("/api/session", { name: id, password: PASSWORD }, {})).headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

const secret = await addSource(backend, admin, "tram");
const measure = (datastream: string, result: unknown): Promise<Response> => post(`/sta/v1.1/Datastreams(${datastream})/Observations`, { result }, { authorization: `Basic ${Buffer.from(`tram:${secret}`).toString("base64")}` });
const operator = await person("truc-ban", ["operator"]);
await person("truong-ca", ["shift-lead"]);
const streets = listOf((await ask(operator, "snapshot:get", {}))["datastreams"]).map(({ id }) => String(id)).filter((id) => id.endsWith(".street-depth")).slice(0, 4);
for (const street of streets) if ((await measure(street, 46)).status !== 201) throw new Error(`${street} refused`);
await measure(streets[0] ?? "", "không phải số");
await measure("khong-co", 1);
let alarms: Loose[] = [];
await until(async () => {
  await new Promise((done) => setTimeout(done, 200));
  alarms = listOf((await ask(operator, "alarm:page", {}))["alarms"]);
  return alarms.length >= streets.length;
}, 30_000);
const ids = alarms.map(({ id }) => id);
await ask(operator, "alarm:acknowledge", { alarmIds: ids.slice(0, 2) });
await ask(operator, "alarm:shelve", { alarmIds: ids.slice(2, 3), seconds: 3600, reason: "Trạm đang sửa" });
await measure(streets[1] ?? "", 0);

const cases: string[] = [];
if (existsSync(join(tree, "backend/store/migrations/ops/0003-cases.sql"))) {
  const officer = await person("can-bo-thoat-nuoc", ["focal-officer"], "thoat-nuoc");
  const open = async (alarmIds: unknown[], title: string): Promise<string> => String((await ask(operator, "incident:open", { alarmIds, title, urgency: "emergency", templateId: "hue-five-steps" }))["id"]);
  const act = async (incidentId: string, event: Loose): Promise<void> => void (await ask(operator, "incident:act", { incidentId, version: recordOf(await ask(operator, "incident:get", { incidentId }))["version"], event }));
  cases.push(await open([ids[0]], "Ngập sâu tại Đập Đá"), await open([], "Cây đổ chắn đường"), await open([], "Báo nhầm"));
  const [ordered = "", early = "", dismissed = ""] = cases;
  await act(ordered, { is: "verified" });
  await act(ordered, { is: "proposed", plan: "Chặn đường, bơm" });
  await act(ordered, { is: "ordered", order: { happened: "Nước ngập 46 cm", where: "Đập Đá, phường Vỹ Dạ", required: "Chặn đường, bơm nước", lead: "thoat-nuoc", support: ["canh-sat-giao-thong"], due: Date.now() + 2 * HOUR } });
  await ask(officer, "agency:act", { incidentId: ordered, event: { is: "received" } });
  await ask(operator, "incident:note", { incidentId: early, text: "Người dân báo dây điện trùng xuống", kind: "note" });
  await act(dismissed, { is: "dismissed", reason: "Cảm biến hỏng" });
}
if (existsSync(join(tree, "backend/store/study-book.ts"))) {
  await ask(await person("hoach-dinh", ["planner"]), "study:save", { revision: 0, draft: { name: "Xả thêm 500 m³/s", area: [107.575, 16.455, 107.595, 16.475], cell: 40, start: { from: "design", level: 1, inflow: 400 }, duration: 3600, every: 600, forcing: { rain: { by: "series", series: [[0, 40]] }, inflow: { by: "held" }, outlet: { by: "held" } }, options: [{ id: "de-nguyen", name: "Để nguyên" }] } });
}

const { wall, ...snapshot } = await ask(operator, "snapshot:get", {});
const { accounts } = await ask(admin, "account:list", {});
const got = await Promise.all(cases.map(async (incidentId) => {
  const { incident, version } = await ask(operator, "incident:get", { incidentId });
  return { id: incidentId, version, step: recordOf(incident)["step"] };
}));
const expected = {
  accounts: listOf(accounts).map(({ id }) => String(id)).toSorted(),
  things: listOf(snapshot["things"]).length, datastreams: listOf(snapshot["datastreams"]).length, rules: listOf(snapshot["rules"]).length, cells: listOf(recordOf(wall)["cells"]).length,
  alarms: listOf((await ask(operator, "alarm:page", {}))["alarms"]).map(({ id, state, priority }) => ({ id, state, priority })),
  cases: got,
};
if ((await backend.stop()) !== 0) throw new Error(`it did not end in order: ${backend.log()}`);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const rows: Record<string, Record<string, number>> = {};
for (const name of readdirSync(backend.folder).filter((each) => each.endsWith(".db") && each !== "lock.db")) {
  const compact = join(out, name);
  const db = new Database(join(backend.folder, name));
  db.prepare("VACUUM INTO ?").run(compact);
  db.close();
  rows[name] = countRows(compact);
  writeFileSync(`${compact}.zst`, zstdCompressSync(readFileSync(compact)));
  rmSync(compact);
}
writeFileSync(join(out, "ops.head"), readFileSync(join(backend.folder, "ops.head")));
writeFileSync(join(out, "expected.json"), `${JSON.stringify({ ...expected, rows }, undefined, 1)}\n`);
rmSync(config);
removeFolder(backend.folder);
