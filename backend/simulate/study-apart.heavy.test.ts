import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { OptionId, Study } from "#contract/study";
import { tempFolder } from "../../test/kit/journal.ts";
import type { StudyJob } from "../ports.ts";
import { openStudyThreads } from "./study-apart.ts";

const PACK = join(import.meta.dirname, "../../assets/city/hue");
const room: StudyJob["room"] = { rules: new Map(), things: new Map(), datastreams: new Map(), scenarios: new Map(), templates: new Map(), calendars: new Map(), agencies: new Map() };
const job = (more: object = {}): StudyJob => ({
  study: Study.parse({ id: "s", revision: 1, by: "lan", at: 1, name: "Thử", area: [107.58, 16.46, 107.59, 16.47], cell: 40, start: { from: "design", level: 1, inflow: 300 }, duration: 1200, every: 600, options: [{ id: "a", name: "Để nguyên" }], ...more }),
  optionId: OptionId.parse("a"), gathered: { readings: { levels: [], tides: [], rain: [], outflows: [], devices: [] } }, room,
});
/** Long enough to be killed in the middle on any machine. */
const LONG = { cell: 5, duration: 72 * 3600, every: 3600 };
function threads(pack = PACK) {
  const { folder, remove } = tempFolder();
  onTestFinished(remove);
  return { folder, ...openStudyThreads({ pack, shelf: folder, reserve: 0, steady: () => performance.now() }) };
}
const started = (at: ReturnType<typeof threads>, more: object) => {
  let begun: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (begun = resolve));
  return { running: at.run(job(more), () => begun()), first };
};

test("a thread that is killed ends in a fault, its neighbour does not notice, and nothing half is kept", async () => {
  const at = threads();
  const long = started(at, LONG);
  await long.first;
  const neighbour = at.run(job(), () => undefined);
  await long.running.kill();
  expect(await long.running.ended).toMatchObject({ ok: false, fault: { code: "worker-died" } });
  const end = await neighbour.ended;
  expect(end).toMatchObject({ ok: true, value: { reused: false } });
  expect(readdirSync(at.folder).filter((name) => !name.includes(".new"))).toEqual(end.ok ? [end.value.runId] : []);
  // The same again is not computed.
  expect(await at.run(job({ name: "Tên khác" }), () => undefined).ended).toMatchObject({ ok: true, value: { reused: true, runId: end.ok ? end.value.runId : "" } });
});

test("a run that is cancelled leaves nothing behind", async () => {
  const at = threads();
  const long = started(at, LONG);
  await long.first;
  long.running.cancel();
  expect(await long.running.ended).toMatchObject({ ok: false, fault: { code: "cancelled" } });
  expect(readdirSync(at.folder)).toEqual([]);
});

test("a pack that is not there, and an option nobody knows, are answered, not thrown", async () => {
  expect(await threads("/nowhere").run(job(), () => undefined).ended).toMatchObject({ ok: false, fault: { code: "malformed", path: "pack" } });
  expect(await threads().run({ ...job(), optionId: OptionId.parse("b") }, () => undefined).ended).toMatchObject({ ok: false, fault: { code: "malformed", path: "optionId" } });
});
