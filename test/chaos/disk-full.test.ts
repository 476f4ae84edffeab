import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addSource, administrator, openWindow, startBackend, valueOf } from "../kit/backend.ts";
import { until } from "../kit/until.ts";

/** A file system of its own small enough to fill, where this process may make one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "kydai-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", folder], { stdio: "ignore" });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}
const disk = smallDisk();
if (disk === undefined) console.log("skipped: disk full (a small file system cannot be mounted here: needs root)");

const filler = (folder: string) => join(folder, "filler");
function fill(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(filler(folder), new Uint8Array(Math.max(0, Number(bavail) * Number(bsize) - 4096)));
}

test.skipIf(disk === undefined)("disk full: every window is told, alarms are kept in memory and shown, nothing is acknowledged that is not durable, and nothing is lost when there is room", async () => {
  const folder = disk!;
  const backend = await startBackend({ folder });
  try {
    const cookie = await administrator(backend);
    const secret = await addSource(backend, cookie, "tram");
    const authorization = `Basic ${Buffer.from(`tram:${secret}`).toString("base64")}`;
    const post = (result: number, t: number) =>
      fetch(`${backend.address}/sta/v1.1/Datastreams(kim-long.water-level)/Observations`, {
        method: "POST", headers: { "content-type": "application/json", authorization }, body: JSON.stringify({ result, phenomenonTime: new Date(t).toISOString() }), signal: AbortSignal.timeout(20_000),
      });
    const window = await openWindow(backend, cookie);
    const start = Date.now() - 60_000;
    expect((await post(0.5, start)).status).toBe(201);

    fill(folder);
    // SQLite may still find room inside its own files: send until it says no.
    let refused = 0;
    let n = 0;
    const acked: number[] = [start];
    while (refused === 0 && n < 3000) {
      n++;
      const answer = await post(n % 2 === 0 ? 0.5 : 3.8, start + n);
      if (answer.status === 201) acked.push(start + n);
      else refused = answer.status;
    }
    expect([503, 507]).toContain(refused);
    await until(() => window.statuses.at(-1)?.disk === "disk-full");
    expect(window.statuses.at(-1)?.diskDetail).toBeTruthy();
    // Alarms that happen now are seen all the same.
    await post(0.5, start + 5000);
    await post(3.9, start + 5001);
    await until(() => (window.statuses.at(-1)?.heldAlarms ?? []).some((alarm) => alarm.thingId === "kim-long"));
    const wish = await window.ask("alarm:acknowledge", { alarmIds: [window.statuses.at(-1)!.heldAlarms.at(-1)!.id] });
    expect(wish).toEqual({ ok: false, fault: { code: "disk-full" } });

    rmSync(filler(folder));
    await until(() => window.statuses.at(-1)?.disk === "ok", 15_000);
    await until(() => window.facts.some((fact) => fact.kind === "disk:recovered"));
    expect((await post(0.6, start + 6000)).status).toBe(201);
    const last = window.facts.findLast((fact) => fact.kind === "alarm:raised");
    expect(last).toBeDefined();
    const history = valueOf(await window.ask("history:get", { datastreamId: (last?.kind === "alarm:raised" ? last.alarm.inputs[0]!.datastreamId : undefined)!, from: start, to: start + 10_000, maxPoints: 20_000 }));
    expect(history.t).toEqual(expect.arrayContaining(acked));
    window.close();
    expect(await backend.stop()).toBe(0);
  } finally {
    backend.child.kill("SIGKILL");
    execFileSync("umount", ["-l", folder]);
    rmSync(folder, { recursive: true, force: true });
  }
});
