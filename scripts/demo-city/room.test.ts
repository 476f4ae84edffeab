import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { tempFolder } from "../../test/kit/journal.ts";
import { until } from "../../test/kit/until.ts";
import { startRoom, toldBy } from "./room.ts";

const TEXT = `# HELP kydai_centre_up 1 while the centre takes facts
# TYPE kydai_centre_up gauge
kydai_centre_up 0
kydai_centre_facts_sent_since_start 12
kydai_centre_facts_repaired_since_start 1
`;

test("what a room says of its link is read as it says it; what it does not know is not known here either", () => {
  expect(toldBy(`${TEXT}kydai_centre_facts_left 7\nkydai_centre_oldest_alarm_seconds 61.5\nkydai_centre_epoch 2\nkydai_centre_facts_different 0\n`)).toEqual({ link: "down", sent: 12, repaired: 1, left: 7, oldestAlarm: 61.5, epoch: 2, different: 0 });
  expect(toldBy(TEXT)).toEqual({ link: "down", sent: 12, repaired: 1 });
  expect(toldBy("kydai_readings_total 1\n")).toBeUndefined();
});

/** A process that stands for the backend: it says who it is and what settings came to it, and stays. */
const STAYS = `
import { appendFileSync, renameSync, writeFileSync } from "node:fs";
const folder = process.argv[process.argv.indexOf("--data") + 1];
appendFileSync(folder + "/pids", process.pid + "\\n");
writeFileSync(folder + "/env.new", JSON.stringify(Object.keys(process.env)));
renameSync(folder + "/env.new", folder + "/env");
setInterval(() => undefined, 1000);
`;
function aRoom() {
  const { folder, remove } = tempFolder();
  const entry = join(folder, "entry.mjs");
  writeFileSync(entry, STAYS);
  const data = join(folder, "data");
  const room = startRoom({ entry, config: join(folder, "config.yaml"), folder: data, log: join(folder, "room.log"), account: { id: "a", name: "A", password: "p" } });
  onTestFinished(async () => {
    await room.stop();
    for (const pid of alive()) process.kill(pid, "SIGKILL");
    remove();
  });
  const pids = (): number[] => (existsSync(join(data, "pids")) ? readFileSync(join(data, "pids"), "utf8").trim().split("\n").map(Number) : []);
  const alive = (): number[] => pids().filter((pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  });
  return { room, data, pids, alive };
}

test("settings of a room of one's own do not reach the demonstration's rooms", { timeout: 60_000 }, async () => {
  vi.stubEnv("KYDAI_HOST", "0.0.0.0");
  onTestFinished(() => void vi.unstubAllEnvs());
  const { data } = aRoom();
  await until(() => existsSync(join(data, "env")), 30_000);
  const names: string[] = JSON.parse(readFileSync(join(data, "env"), "utf8"));
  expect(names.map((name) => name.toUpperCase())).toContain("PATH");
  expect(names.filter((name) => name.startsWith("KYDAI_"))).toEqual([]);
});

test("a room is restored by one at a time, and stands once afterwards", { timeout: 60_000 }, async () => {
  const { room, pids, alive } = aRoom();
  await until(() => pids().length === 1, 30_000);
  let acts = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const act = async (): Promise<string> => {
    acts += 1;
    await promise;
    return "done";
  };
  const first = room.without(act);
  expect(await room.without(act)).toBeUndefined();
  await until(() => alive().length === 0, 30_000);
  resolve();
  expect(await first).toBe("done");
  await until(() => pids().length === 2, 30_000);
  expect(acts).toBe(1);
  expect(alive()).toHaveLength(1);
  // The next one is taken again.
  expect(await room.without(act)).toBe("done");
  await until(() => alive().length === 1 && pids().length === 3, 30_000);
});

test("a room that is stopped while it is restored ends the restore, waits for it, and does not come back", { timeout: 60_000 }, async () => {
  const { room, pids, alive } = aRoom();
  await until(() => pids().length === 1, 30_000);
  let ended = false;
  let began = false;
  const restoring = room.without((stopped) => new Promise((done) => {
    began = true;
    stopped.addEventListener("abort", () => setTimeout(() => done(void (ended = true)), 50));
  }));
  await until(() => began, 30_000);
  await room.stop();
  expect(ended).toBe(true);
  await restoring;
  expect(await room.without(async () => "x")).toBeUndefined();
  expect([pids().length, alive()]).toEqual([1, []]);
});
