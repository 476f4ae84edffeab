/** Thousands of messages at once through a real mail server and SMS gateway, and what they cost the room's alarms. */
import { fork } from "node:child_process";
import { once } from "node:events";
import type { Fact } from "#contract/fact";
import { AgencyId } from "#contract/incident";
import type { Delivery } from "#contract/message";
import type { RequestInput, RequestName } from "#contract/request";
import { request, valueOf } from "../kit/backend.ts";
import { channelConfig } from "../kit/channels.ts";
import { until } from "../kit/until.ts";
import { measure, ours, type Run } from "./alarm-latency.ts";
import { median, quantile, residentOf } from "./figures.ts";
import type { BenchRow } from "./row.ts";

const MESSAGES = Number(process.env["KYDAI_BENCH_MESSAGES"] ?? 5000);
/** Agencies in one order, and contacts of each: half have e-mail, half a telephone alone. */
const AGENCIES = 21;
const CONTACTS = 20;
const ORDERS = Math.max(1, Math.round(MESSAGES / (AGENCIES * CONTACTS)));
const RATE = 2000;
const SECONDS = Number(process.env["KYDAI_BENCH_SECONDS"] ?? 20);
const PROBES = 150;
const PATIENCE = 300_000;

type Subject = Awaited<ReturnType<typeof ours>>;
interface Sent {
  seconds: number;
  /** ms from the order to the channel's word that it has taken it. */
  handed: number[];
  lost: number;
  memory: number;
}

const agency = (n: number): AgencyId => AgencyId.parse(`co-quan-${n}`);
const ask = (subject: Subject) => <N extends RequestName>(name: N, input: RequestInput<N>) => request(subject, subject.cookie, name, input);

async function register(subject: Subject): Promise<void> {
  for (let n = 0; n < AGENCIES; n++) {
    const contacts = Array.from({ length: CONTACTS }, (_, i) => ({ id: `c${i}`, name: `Cán bộ ${i}`, ...(i % 2 === 0 ? { email: `c${i}@co-quan-${n}.example` } : { mobile: `+849${String(n * CONTACTS + i).padStart(8, "0")}` }) }));
    valueOf(await ask(subject)("agency:save", { agency: { id: agency(n), name: `Cơ quan ${n}`, areaIds: [], fields: [], contacts }, version: 0 }));
  }
}

async function order(subject: Subject, n: number): Promise<void> {
  const { id, version: first } = valueOf(await ask(subject)("incident:open", { alarmIds: [], title: `Ngập số ${n}`, urgency: "emergency", templateId: "hue-five-steps" }));
  let version = first;
  const events = [{ is: "verified" }, { is: "proposed", plan: "Bơm" }, { is: "ordered", order: { happened: "Nước ngập 46 cm", where: "Đập Đá", required: "Chặn đường, bơm nước", lead: agency(0), support: Array.from({ length: AGENCIES - 1 }, (_, i) => agency(i + 1)), due: Date.now() + 7_200_000 } }] as const;
  for (const event of events) ({ version } = valueOf(await ask(subject)("incident:act", { incidentId: id, version, event: event.is === "ordered" ? { ...event, order: { ...event.order, support: [...event.order.support] } } : event })));
}

/** Issues the orders and waits until the channels have taken everything. */
async function send(subject: Subject): Promise<Sent> {
  const total = ORDERS * AGENCIES * CONTACTS;
  const after = valueOf(await ask(subject)("fact:page", { after: 0, limit: 1 })).head;
  const began = performance.now();
  for (let n = 0; n < ORDERS; n++) await order(subject, n);
  await until(async () => {
    await new Promise((next) => setTimeout(next, 100));
    const { channels } = valueOf(await ask(subject)("channel:list", {}));
    return channels.reduce((sum, { sent }) => sum + sent, 0) >= total;
  }, PATIENCE).catch(() => undefined);
  const seconds = (performance.now() - began) / 1000;
  const queued = new Map<string, number>();
  const last = new Map<string, Delivery>();
  let seq = after;
  const read = async (): Promise<boolean> => {
    const page: { facts: unknown[]; head: number } = valueOf(await ask(subject)("fact:page", { after: seq, limit: 5000 }));
    // The journal's own rows, as the backend wrote them.
    const facts = page.facts as Fact[];
    for (const fact of facts) {
      if (fact.kind === "message:queued") queued.set(fact.message.id, fact.message.at);
      else if (fact.kind === "message:moved") for (const { index, after: delivery } of fact.moves) last.set(`${fact.messageId}/${index}`, delivery);
    }
    seq = facts.at(-1)?.seq ?? seq;
    return seq >= page.head;
  };
  const handedOver = (): number[] => [...last].flatMap(([key, { steps }]) => {
    const at = steps.find(({ is }) => is === "sent")?.at;
    const from = queued.get(key.slice(0, key.lastIndexOf("/")));
    return at === undefined || from === undefined ? [] : [at - from];
  });
  // The channels' counts run a moment before the journal.
  await until(async () => (await read()) && handedOver().length >= total, 10_000).catch(() => undefined);
  const handed = handedOver();
  return { seconds, handed, lost: total - handed.length, memory: residentOf(subject.pids[0] ?? 0) };
}

/** A fresh room each time, so that each gauge alarms once. */
async function round(config: NodeJS.ProcessEnv, sending: boolean): Promise<{ run: Run; sent: Sent | undefined }> {
  const subject = await ours(config);
  try {
    await register(subject);
    const measured = measure(subject, RATE, SECONDS, PROBES);
    const sent = sending ? await send(subject) : undefined;
    return { run: await measured, sent };
  } finally {
    await subject.stop();
  }
}

export async function bench(): Promise<BenchRow[]> {
  const servers = fork(new URL("outbox-servers.ts", import.meta.url), [], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  try {
    const [{ mail, sms }] = (await once(servers, "message")) as [{ mail: number; sms: number }];
    const config = channelConfig(`channels:\n  - { id: thu, kind: smtp, host: 127.0.0.1, port: ${mail}, security: none, from: kydai@hue.example, rate: 1000, parallel: 20 }\n  - { id: sms, kind: smpp, host: 127.0.0.1, port: ${sms}, systemId: kydai, passwordFrom: SMS_PASSWORD, sender: KYDAI, rate: 1000, parallel: 50 }\nnotify: { chains: { emergency: [thu, sms], routine: [thu, sms] } }\n`);
    try {
      const alone = (await round(config.env, false)).run;
      const { run: beside, sent } = await round(config.env, true);
      if (sent === undefined) throw new Error("nothing was sent");
      servers.send("counts");
      const [{ mails, parts }] = (await once(servers, "message")) as [{ mails: number; parts: number }];
      const n = sent.handed.length;
      return [
        { name: `${n} messages at once, all taken by their channels`, value: n / sent.seconds, unit: "1/s", note: `${sent.seconds.toFixed(1)} s; the servers counted ${mails} mails and ${parts} parts of SMS` },
        { name: "order → the channel has taken its message", value: quantile(sent.handed, 0.95), unit: "ms (p95)", note: `p50 ${median(sent.handed)}` },
        { name: "messages that no channel took", value: sent.lost, unit: `of ${ORDERS * AGENCIES * CONTACTS}`, target: { op: "<=", value: 0 } },
        { name: "the backend's memory with them", value: sent.memory, unit: "MB", target: { op: "<=", value: 1024 } },
        { name: "alarm latency p50 beside them, vs none", value: median(beside.latencies) / median(alone.latencies), unit: "×", note: `${median(beside.latencies).toFixed(2)} ms beside, ${median(alone.latencies).toFixed(2)} ms without; p99 ${quantile(beside.latencies, 0.99).toFixed(1)} and ${quantile(alone.latencies, 0.99).toFixed(1)} ms; ${RATE} readings/s` },
        { name: "alarms not delivered beside them", value: beside.missing, unit: `of ${PROBES}`, target: { op: "<=", value: 0 } },
      ];
    } finally {
      config.remove();
    }
  } finally {
    const gone = once(servers, "exit");
    servers.kill("SIGKILL");
    await gone;
  }
}
