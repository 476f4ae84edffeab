import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import { handClock } from "../../../test/kit/hand-clock.ts";
import { openSeal, type Seal } from "./seal.ts";
import { openTickets } from "./tickets.ts";

describe("invariant 12 a sealed login", () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "kydai-seal-"))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const [a, b] = [CameraId.parse("a"), CameraId.parse("b")];
  const login = { user: "admin", password: "mật khẩu" };
  function seal(): Seal {
    const opened = openSeal(folder);
    if (!opened.ok) throw new Error(opened.fault);
    return opened.value;
  }
  test("is opened with the same key after a restart, for its own camera alone, and never twice alike", () => {
    const sealed = seal().close(a, login);
    expect(seal().open(a, sealed)).toEqual(login);
    expect(seal().open(b, sealed)).toBeUndefined();
    expect(seal().close(a, login)).not.toBe(sealed);
    expect(Buffer.from(sealed, "base64url").includes("admin")).toBe(false);
    expect(statSync(join(folder, "camera-logins.key")).mode & 0o777).toBe(0o600);
  });
  test("that was changed in any byte, or is of another key, is none", () => {
    const sealed = Buffer.from(seal().close(a, login), "base64url");
    for (let at = 0; at < sealed.length; at++) {
      const bent = Buffer.from(sealed);
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(seal().open(a, bent.toString("base64url"))).toBeUndefined();
    }
    expect(seal().open(a, "")).toBeUndefined();
    rmSync(join(folder, "camera-logins.key"));
    expect(seal().open(a, sealed.toString("base64url"))).toBeUndefined();
  });
  test("needs a key that is whole", () => {
    writeFileSync(join(folder, "camera-logins.key"), "short\n");
    expect(openSeal(folder).ok).toBe(false);
  });
});

describe("a ticket", () => {
  const to = { holder: "s1", sensitive: false };
  test("is good once, for half a minute, and not after its session's end", () => {
    const clock = handClock();
    const tickets = openTickets(clock);
    const [first, second, third] = [tickets.give(to), tickets.give(to), tickets.give({ ...to, holder: "s2" })];
    expect(tickets.take(first.ticket)).toEqual(to);
    expect(tickets.take(first.ticket)).toBeUndefined();
    tickets.revoke("s2");
    expect(tickets.take(third.ticket)).toBeUndefined();
    clock.pass(30_000);
    expect(tickets.take(second.ticket)).toBeUndefined();
  });
  test("more than can wait push the oldest out", () => {
    const tickets = openTickets(handClock());
    const all = Array.from({ length: 2049 }, () => tickets.give(to).ticket);
    expect(tickets.take(all[0] ?? "")).toBeUndefined();
    expect(tickets.take(all[1] ?? "")).toEqual(to);
    expect(tickets.take(all[2048] ?? "")).toEqual(to);
  });
});
