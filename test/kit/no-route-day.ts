/**
 * A day of the room where nothing leads out: `node no-route-day.ts`, inside a network namespace with a loopback alone and a resolver
 * of ours in its resolv.conf (test/kit/no-route.ts). Prints what it found as one line of JSON.
 */
import { createSocket } from "node:dgram";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import type { RequestInput } from "#contract/request";
import { openWindow, valueOf } from "./backend.ts";
import { answered, DRAINAGE, openCaseRoom, ordered } from "./case-room.ts";
import type { Found, Left } from "./no-route.ts";
import { until } from "./until.ts";

/** Generous: the machine may be busy. */
const PATIENCE = 300_000;
const STUDY: RequestInput<"study:save">["draft"] = {
  name: "Xả thêm 500 m³/s", area: [107.575, 16.455, 107.595, 16.475], cell: 40, start: { from: "design", level: 1, inflow: 400 }, duration: 1800, every: 600,
  forcing: { rain: { by: "series", series: [[0, 40]] }, inflow: { by: "held" }, outlet: { by: "held" } },
  options: [{ id: "de-nguyen", name: "Để nguyên" }, { id: "xa-them", name: "Xả thêm", measures: [{ is: "release", name: "Xả thêm 500", at: { place: [107.585, 16.465] }, discharge: [[0, 500]] }] }],
};

/** Names that were asked for. Nothing has one: the answer is that there is none. */
const asked: string[] = [];
const resolver = createSocket("udp4", (question, from) => {
  const labels: string[] = [];
  for (let at = 12; (question[at] ?? 0) > 0; at += (question[at] ?? 0) + 1) labels.push(question.toString("latin1", at + 1, at + 1 + (question[at] ?? 0)));
  asked.push(labels.join("."));
  const answer = Buffer.from(question);
  answer.writeUInt16BE(0x8183, 2);
  resolver.send(answer, from.port, from.address);
});
await new Promise<void>((done) => resolver.bind(53, "127.0.0.1", done));

/** What the kernel counted in this namespace: packets and connections that no route led to. */
function left(): Left {
  const [names = "", values = ""] = readFileSync("/proc/net/snmp", "utf8").split("\n").filter((line) => line.startsWith("Ip: "));
  const at = names.split(" ").indexOf("OutNoRoutes");
  const six = /^Ip6OutNoRoutes\s+(\d+)$/m.exec(readFileSync("/proc/net/snmp6", "utf8"))?.[1];
  return { ip4: Number(values.split(" ")[at]), ip6: Number(six ?? 0), names: [...new Set(asked)] };
}
const away = (host: string): Promise<string> => new Promise((done) => {
  const socket = connect({ host, port: 443, timeout: 5000 });
  socket.once("connect", () => done("connected")).once("timeout", () => done("timeout")).once("error", (error) => done("code" in error ? String(error.code) : "error"));
  socket.once("close", () => socket.destroy());
});

const room = await openCaseRoom({ args: ["--feed", "built-in", "--day", "flood", "--speed", "1800", "--vehicles", "5"] });
const window = await openWindow(room.backend(), room.operator.cookie);
let dayTo = 0;
const seconds = setInterval(() => (dayTo = Math.max(dayTo, window.statuses.at(-1)?.feed?.at ?? 0)), 50);

// The first alarm of the flood, to a closed case.
const raised = () => window.facts.find((fact) => fact.kind === "alarm:raised");
await until(() => raised() !== undefined, PATIENCE, () => `no alarm\n${room.backend().log()}`);
const fact = raised();
if (fact?.kind !== "alarm:raised") throw new Error("no alarm");
const plan = valueOf(await room.operator.ask("incident:plan", { alarmId: fact.alarm.id }));
const { id } = valueOf(await room.operator.ask("incident:open", { alarmIds: [fact.alarm.id], title: plan.title, urgency: plan.urgency, templateId: "hue-five-steps", ...(plan.scenarioId !== undefined && { scenarioId: plan.scenarioId }) }));
valueOf(await room.act(room.operator, id, { is: "verified" }));
valueOf(await room.act(room.operator, id, { is: "proposed", plan: "Chặn đường, bơm" }));
valueOf(await room.act(room.operator, id, ordered({ support: [] })));
for (const event of [{ is: "received" } as const, { is: "deployed", forces: "2 máy bơm" } as const]) valueOf(await room.drainage.ask("agency:act", { incidentId: id, event }));
const photo = valueOf(await room.evidence(room.drainage, id));
const { agencyId: _, ...answer } = answered(DRAINAGE, [photo.id]) as Extract<ReturnType<typeof answered>, { is: "answered" }>;
valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: answer }));
valueOf(await room.act(room.operator, id, { is: "confirmed", check: "Trạm đo 4 cm" }));
const closed = valueOf(await room.operator.ask("incident:get", { incidentId: id })).head.step;

// A what-if study, and its numbers as a table.
const leader = await openWindow(room.backend(), room.admin());
const study = valueOf(await leader.ask("study:save", { draft: STUDY, revision: 0 }));
valueOf(await leader.ask("study:run", { id: study.id, revision: 1 }));
let states: string[] = [];
await until(async () => {
  await new Promise((resolve) => setTimeout(resolve, 200));
  states = valueOf(await leader.ask("study:runs", { id: study.id })).runs.map(({ state }) => state);
  return states.every((state) => state === "done" || state === "failed");
}, PATIENCE, () => states.join(" "));
const get = (path: string) => fetch(room.backend().address + path, { headers: { cookie: room.admin() } });
const report = await (await get(`/api/studies/${study.id}/numbers.csv`)).text();
const policy = (await get("/")).headers.get("content-security-policy") ?? "";

// The rest of the day.
await until(() => dayTo > 23 * 3600, PATIENCE, () => `the day is at ${dayTo}`);
const day = left();
const log = room.backend().log();
clearInterval(seconds);
window.close();
leader.close();
await room.stop();

// That an attempt would have been seen: three are made.
const attempts = [await away("198.51.100.1"), await away("2001:db8::1"), await away("lo-ra.example.vn")];
process.stdout.write(`${JSON.stringify({ dayTo, closed, states, report, policy, day, attempts, proof: left(), refusedInLog: [...log.matchAll(/ENETUNREACH|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|getaddrinfo [^"]*/g)].map(([word]) => word) } satisfies Found)}\n`);
resolver.close();
process.exit(0);
