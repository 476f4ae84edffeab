import { describe, expect, test } from "vitest";
import { emptyWall, wallOf } from "#contract/wall-fold";
import type { Alarm } from "#contract/alarm";
import type { Fact, NewFact } from "#contract/fact";
import { SiteId } from "#contract/ids";
import type { Snapshot, Status } from "#contract/request";
import { fail, ok } from "#contract/result";
import { rule } from "../../test/kit/hand-world.ts";
import { OPERATOR, openAlarm } from "../../test/kit/open-alarms.ts";
import type { Ask } from "./ask.ts";
import { createMirror } from "./mirror.ts";

/** A backend with a journal and no decisions: answers the three requests a mirror makes. */
function fakeBackend(startSeq = 0) {
  const journal: Fact[] = [];
  const alarms = new Map<string, Alarm>();
  const asked: string[] = [];
  const backend = {
    head: startSeq,
    journal,
    alarms,
    asked,
    down: false,
    /** Called before each page of alarms is read. */
    beforePage: () => {},
    pageSize: 2,
    append(fact: NewFact): Fact {
      backend.head += 1;
      const numbered: Fact = { ...fact, seq: backend.head };
      journal.push(numbered);
      return numbered;
    },
  };
  const snapshot = (): Snapshot => ({
    protocol: 1, site: { id: SiteId.parse("hue"), name: "Huế", demo: false, centre: [107.58, 16.46], webPages: [] }, now: 0, seq: backend.head,
    areas: [], things: [], observedProperties: [], sensors: [], datastreams: [], sources: [], rules: [], flood: { active: false, count: 0, peak: 0 }, openAlarms: alarms.size, wall: wallOf(emptyWall()),
  });
  // Answers are typed per request by the contract; the fake holds one function per name.
  const answers: { [N in "snapshot:get" | "alarm:page" | "fact:page"]: (input: { after?: never }) => unknown } = {
    "snapshot:get": () => snapshot(),
    "alarm:page": ({ after }: { after?: string }) => {
      backend.beforePage();
      // In the order they were first raised, as the backend does; normal alarms keep their place.
      const rest = [...alarms.values()].slice(after === undefined ? 0 : [...alarms.keys()].indexOf(after) + 1);
      const open = rest.filter((alarm) => alarm.state !== "normal");
      const page = open.slice(0, backend.pageSize);
      return { alarms: page, next: open.length > page.length ? page.at(-1)!.id : undefined, seq: backend.head };
    },
    "fact:page": ({ after }: { after?: number }) => ({ facts: journal.filter((fact) => fact.seq > (after ?? 0)).slice(0, 3), head: backend.head }),
  };
  const ask = (async (name: keyof typeof answers, input: { after?: never }) => {
    asked.push(name);
    if (backend.down) return fail({ code: "unavailable", detail: "not-connected" });
    return ok(answers[name](input));
  }) as Ask;
  return { backend, mirror: createMirror(ask, (task) => task()) };
}

function raised(n: number, changes: Partial<Alarm> = {}): NewFact {
  return { kind: "alarm:raised", alarm: openAlarm(n, changes), at: n };
}
function acked(n: number): NewFact {
  return { kind: "alarm:acknowledged", alarmId: openAlarm(n).id, by: OPERATOR, at: n };
}
function status(seq: number, heldAlarms: Alarm[] = []): Status {
  return { now: 0, seq, disk: "ok", held: heldAlarms.length, heldAlarms, readingsPerSecond: 0, sources: [], windows: 1, centre: "none", flood: { active: false, count: 0, peak: 0 } };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("mirror", () => {
  test("facts follow the snapshot in order", async () => {
    const { backend, mirror } = fakeBackend();
    await mirror.sync();
    mirror.facts([backend.append(raised(1)), backend.append(raised(2))]);
    mirror.facts([backend.append(acked(1))]);
    expect(mirror.alarms.get("a-000001")?.state).toBe("ack");
    expect(mirror.alarms.size).toBe(2);
    expect(mirror.seq()).toBe(3);
  });

  test("a gap is closed by fact:page before anything later is applied", async () => {
    const { backend, mirror } = fakeBackend();
    await mirror.sync();
    const all = [raised(1), acked(1), raised(2), raised(3), acked(3), raised(4), acked(2), raised(5)].map((fact) => backend.append(fact));
    mirror.facts([all[7]!]);
    expect(mirror.seq()).toBe(0);
    await settled();
    expect(mirror.seq()).toBe(8);
    expect(backend.asked).toContain("fact:page");
    expect([1, 2, 3, 4, 5].map((n) => mirror.alarms.get(openAlarm(n).id)?.state)).toEqual(["ack", "ack", "ack", "unack", "unack"]);
  });

  test("facts withheld from this window's party only count: seq goes on, nobody hears of them", async () => {
    const { backend, mirror } = fakeBackend();
    await mirror.sync();
    const heard: number[] = [];
    mirror.onFact((facts) => heard.push(...facts.map((fact) => fact.seq)));
    mirror.facts([{ seq: 1, at: 1, kind: "withheld" }]);
    expect([mirror.seq(), heard]).toEqual([1, []]);
    backend.head = 1;
    mirror.facts([backend.append(raised(1)), { seq: 3, at: 3, kind: "withheld" }]);
    expect([mirror.seq(), heard, mirror.alarms.size, backend.asked.includes("fact:page")]).toEqual([3, [2], 1, false]);
  });

  test("a batch that comes twice is applied once", async () => {
    const { backend, mirror } = fakeBackend();
    await mirror.sync();
    const heard: number[] = [];
    mirror.onFact((facts) => heard.push(...facts.map((fact) => fact.seq)));
    const batch = [backend.append(raised(1)), backend.append(acked(1))];
    mirror.facts(batch);
    mirror.facts(batch);
    mirror.facts([backend.append(raised(2))]);
    expect(heard).toEqual([1, 2, 3]);
  });

  test("facts that arrive while the pages are read are neither lost nor applied twice", async () => {
    const { backend, mirror } = fakeBackend(10);
    for (const n of [1, 2, 3, 4]) backend.alarms.set(openAlarm(n).id, openAlarm(n));
    let pages = 0;
    backend.beforePage = () => {
      pages += 1;
      if (pages !== 2) return;
      // Between the pages: alarm 1 (already read) and 3 (not yet read) are acknowledged, 3 rings again before its page is read.
      mirror.facts([backend.append(acked(1)), backend.append(acked(3))]);
      const again = openAlarm(3, { occurrences: 2 });
      backend.alarms.set(again.id, again);
      mirror.facts([backend.append({ kind: "alarm:raised", alarm: again, at: 5 })]);
    };
    await mirror.sync();
    expect(mirror.seq()).toBe(13);
    expect([1, 2, 3, 4].map((n) => mirror.alarms.get(openAlarm(n).id)?.state)).toEqual(["ack", "unack", "unack", "unack"]);
    expect(mirror.alarms.get("a-000003")?.occurrences).toBe(2);
  });

  test("an alarm raised behind the page being read is shown, whatever its id (H-6.3)", async () => {
    const { backend, mirror } = fakeBackend(10);
    for (const n of [99, 1, 2, 3, 4]) backend.alarms.set(openAlarm(n).id, openAlarm(n, n === 99 ? { state: "normal", inAlarm: false } : {}));
    let pages = 0;
    backend.beforePage = () => {
      pages += 1;
      if (pages !== 2) return;
      const emergency = openAlarm(99, { priority: "emergency" });
      backend.alarms.set(emergency.id, emergency);
      mirror.facts([backend.append({ kind: "alarm:raised", alarm: emergency, at: 1 })]);
    };
    await mirror.sync();
    expect(mirror.alarms.get(openAlarm(99).id)).toMatchObject({ state: "unack", priority: "emergency" });
    expect(mirror.alarms.size).toBe(5);
  });

  test("an alarm is folded with the rule as it stood at the fact, not as it stands at the end of the batch", async () => {
    const { backend, mirror } = fakeBackend();
    await mirror.sync();
    const saved = (latched: boolean, version: number): NewFact => ({ kind: "rule:saved", at: 0, rule: rule({ id: "r-1", latched, version }) });
    const clear: NewFact = { kind: "alarm:cleared", alarmId: openAlarm(1).id, cause: "returned-to-normal", at: 2 };
    mirror.facts([saved(true, 1), raised(1), clear, saved(false, 2)].map((fact) => backend.append(fact)));
    expect(mirror.alarms.get(openAlarm(1).id)?.state).toBe("latched-unack");
    expect(mirror.records.get().rules.get("r-1")?.version).toBe(2);
  });

  test("an alarm shelved while it was normal is fetched: no window holds normal ones", async () => {
    const { backend, mirror } = fakeBackend();
    await mirror.sync();
    const shelved = openAlarm(1, { state: "shelved", inAlarm: false });
    backend.alarms.set(shelved.id, shelved);
    mirror.facts([backend.append({ kind: "alarm:shelved", alarmId: shelved.id, by: OPERATOR, until: 9, reason: "thử", oneShot: false, at: 1 })]);
    await settled();
    expect(mirror.alarms.get(shelved.id)?.state).toBe("shelved");
  });

  test("a status that stays ahead of us makes us ask for what we missed", async () => {
    const { backend, mirror } = fakeBackend();
    await mirror.sync();
    backend.append(raised(1)); // its push got lost
    mirror.status(status(1));
    mirror.status(status(1));
    await settled();
    expect(mirror.alarms.size).toBe(1);
  });

  test("a status behind us means another journal: everything is fetched afresh", async () => {
    const { backend, mirror } = fakeBackend(100);
    backend.alarms.set(openAlarm(1).id, openAlarm(1));
    await mirror.sync();
    backend.head = 5;
    backend.alarms.clear();
    mirror.status(status(5));
    await settled();
    expect(mirror.seq()).toBe(5);
    expect(mirror.alarms.size).toBe(0);
  });

  test("a refused snapshot says why, and the next try heals it", async () => {
    const { backend, mirror } = fakeBackend();
    backend.down = true;
    expect(await mirror.sync()).toBe(false);
    expect(mirror.phase.get()).toMatchObject({ is: "failed", fault: { code: "unavailable" } });
    backend.down = false;
    expect(await mirror.sync()).toBe(true);
    expect(mirror.phase.get().is).toBe("ready");
  });

  test("a failed refresh keeps the old picture", async () => {
    const { backend, mirror } = fakeBackend();
    backend.alarms.set(openAlarm(1).id, openAlarm(1));
    await mirror.sync();
    backend.down = true;
    await mirror.sync();
    expect(mirror.phase.get().is).toBe("ready");
    expect(mirror.alarms.size).toBe(1);
  });

  test("alarms the full disk holds back are shown, and their facts later change nothing", async () => {
    const { backend, mirror } = fakeBackend();
    await mirror.sync();
    mirror.status(status(0, [openAlarm(1)]));
    expect(mirror.alarms.get("a-000001")?.state).toBe("unack");
    mirror.facts([backend.append(raised(1))]);
    expect(mirror.alarms.size).toBe(1);
  });

  test("with 100,000 open alarms a change reaches a sorted view, and the order holds", async () => {
    const { backend, mirror } = fakeBackend();
    backend.pageSize = 5000;
    for (let n = 0; n < 100_000; n++) backend.alarms.set(openAlarm(n).id, openAlarm(n));
    await mirror.sync();
    const view = mirror.alarms.open({ accept: () => true, compare: (a, b) => b.raisedAt - a.raisedAt });
    mirror.facts([backend.append(raised(100_001))]);
    mirror.alarms.settle();
    expect(view.list).toHaveLength(100_001);
    expect(view.list[0]?.id).toBe("a-100001");
  });
});
