import { AccountId, DisplayId, SourceId } from "#contract/ids";
import { Source } from "#contract/source";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accountOf, fakeRoom, type FakeRoom } from "../../test/kit/fake-room.ts";
import { handClock, type HandClock } from "../../test/kit/hand-clock.ts";
import { keptLog, tempFolder } from "../../test/kit/journal.ts";
import { helloOf } from "../../test/kit/shell-hello.ts";
import { openAccess } from "./desk.ts";
import { IDLE, LIFETIME } from "./sessions.ts";

const PASSWORD = "mật khẩu của người trực";
const FROM = { address: "10.0.0.7", agent: "a browser" };
let clock: HandClock;
let room: FakeRoom;
let temp: ReturnType<typeof tempFolder>;
let log: ReturnType<typeof keptLog>;
let desk: ReturnType<typeof openAccess>;

function open(): ReturnType<typeof openAccess> {
  return openAccess({ journal: room.journal, state: () => room.state(), commit: room.commit, clock, log, folder: temp.folder });
}
beforeEach(() => {
  clock = handClock();
  room = fakeRoom(clock);
  temp = tempFolder();
  log = keptLog();
  desk = open();
});
afterEach(() => {
  desk.close();
  temp.remove();
});

async function withAccount(...roles: Parameters<typeof accountOf>[0]): Promise<string> {
  const account = accountOf(roles);
  const saved = await desk.saveAccount({ account, password: PASSWORD }, undefined);
  if (!saved.ok) throw new Error(saved.fault.code);
  return account.id;
}
async function loggedIn(name: string): Promise<string> {
  const opened = await desk.login({ name, password: PASSWORD }, FROM);
  if (!opened.ok) throw new Error(opened.fault.code);
  return opened.value.token;
}

describe("first run", () => {
  test("the code of the data folder makes the administrator once, and is gone", async () => {
    const path = join(temp.folder, "first-run.code");
    const code = readFileSync(path, "utf8").trim();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(desk.firstRunCode()).toBe(code);
    const input = { code, id: AccountId.parse("lan"), name: "Lan", password: PASSWORD };
    expect(await desk.firstRun({ ...input, code: "AAAA" }, FROM)).toEqual({ ok: false, fault: { code: "unauthenticated" } });
    const opened = await desk.firstRun({ ...input, code: ` ${code.toLowerCase().slice(0, 4)}-${code.slice(4)}` }, FROM);
    expect(opened).toMatchObject({ ok: true, value: { account: { roles: ["administrator", "shift-lead"] } } });
    expect([desk.firstRunNeeded(), desk.firstRunCode(), existsSync(path)]).toEqual([false, undefined, false]);
    expect(await desk.firstRun(input, FROM)).toMatchObject({ ok: false, fault: { code: "conflict" } });
  });
  test("accounts of the centre's, which have no password, do not shut the first person out", async () => {
    const code = desk.firstRunCode() ?? "";
    await desk.adoptAccount(() => [{ kind: "account:saved", at: 1, account: accountOf(["administrator"], "cua-trung-tam"), passwordChanged: false }]);
    expect(await desk.login({ name: "cua-trung-tam", password: "" }, FROM)).toMatchObject({ fault: { code: "unauthenticated" } });
    expect(await desk.firstRun({ code, id: AccountId.parse("lan"), name: "Lan", password: PASSWORD }, FROM)).toMatchObject({ ok: true });
    expect(desk.firstRunNeeded()).toBe(false);
  });
  test("the last administrator with a password cannot disable himself: one of the centre's, without, would let nobody in", async () => {
    const account = accountOf(["administrator"]);
    await withAccount("administrator");
    await desk.adoptAccount(() => [{ kind: "account:saved", at: 1, account: accountOf(["administrator"], "cua-trung-tam"), passwordChanged: false }]);
    expect([desk.hasPassword(account.id), desk.hasPassword("cua-trung-tam")]).toEqual([true, false]);
    const disable = () => desk.saveAccount({ account: { ...account, enabled: false } }, undefined);
    expect(await disable()).toMatchObject({ fault: { code: "conflict" } });
    expect(await desk.saveAccount({ account: accountOf(["administrator"], "cua-trung-tam"), password: PASSWORD }, undefined)).toMatchObject({ ok: true });
    expect(await disable()).toMatchObject({ ok: true });
  });
  test("two at once make one administrator", async () => {
    const code = desk.firstRunCode() ?? "";
    const both = await Promise.all(["a", "b"].map((id) => desk.firstRun({ code, id: AccountId.parse(id), name: id, password: PASSWORD }, FROM)));
    expect(both.filter((one) => one.ok).length).toBe(1);
    expect(room.state().accounts.size).toBe(1);
  });
});

describe("log-in", () => {
  test("composed and decomposed Vietnamese are one password", async () => {
    await withAccount("operator");
    expect(await desk.login({ name: "operator", password: PASSWORD.normalize("NFD") }, FROM)).toMatchObject({ ok: true });
    expect(await desk.login({ name: "operator", password: `${PASSWORD} ` }, FROM)).toEqual({ ok: false, fault: { code: "unauthenticated" } });
  });
  test("an unknown name gets the same answer as a wrong password, by the same work", async () => {
    await withAccount("operator");
    const wrong = await desk.login({ name: "operator", password: "x" }, FROM);
    const unknown = await desk.login({ name: "nobody", password: "x" }, FROM);
    expect(unknown).toEqual(wrong);
    expect(room.facts.filter((fact) => fact.kind === "session:refused").map((fact) => fact.name)).toEqual(["operator", ""]);
  });
  test("guessing at one name is slowed down more and more, and the wait ends", async () => {
    const name = await withAccount("operator");
    const guess = (): ReturnType<typeof desk.login> => desk.login({ name, password: "x" }, { ...FROM, address: `10.0.1.${room.facts.length % 200}` });
    for (let i = 0; i < 6; i++) expect(await guess()).toMatchObject({ fault: { code: "unauthenticated" } });
    expect(await guess()).toEqual({ ok: false, fault: { code: "too-many", retryAfter: 1 } });
    clock.pass(1000);
    expect(await guess()).toMatchObject({ fault: { code: "unauthenticated" } });
    expect(await guess()).toEqual({ ok: false, fault: { code: "too-many", retryAfter: 2 } });
    expect(await desk.login({ name, password: PASSWORD }, FROM)).toMatchObject({ fault: { code: "too-many" } });
    clock.pass(2000);
    expect(await desk.login({ name, password: PASSWORD }, FROM)).toMatchObject({ ok: true });
  });
  test("a hundred guesses at once are not a hundred guesses", async () => {
    const name = await withAccount("operator");
    const all = await Promise.all(Array.from({ length: 100 }, () => desk.login({ name, password: "x" }, FROM)));
    expect(all.filter((one) => !one.ok && one.fault.code === "unauthenticated").length).toBe(6);
  });
  test("a flood of refusals does not fill the journal", async () => {
    for (let i = 0; i < 35; i++) await desk.login({ name: `n${i}`, password: "x" }, { ...FROM, address: `10.0.2.${i}` });
    expect(room.facts.filter((fact) => fact.kind === "session:refused").length).toBe(30);
  });
  test("a full disk is said, and nobody is half logged in", async () => {
    const name = await withAccount("operator");
    room.broken.fault = { code: "disk-full" };
    expect(await desk.login({ name, password: PASSWORD }, FROM)).toEqual({ ok: false, fault: { code: "disk-full" } });
    expect(room.state().sessions.size).toBe(0);
  });
});

describe("sessions", () => {
  test("a token names its person, also after a restart; its SHA-256 alone is stored", async () => {
    const token = await loggedIn(await withAccount("operator"));
    expect(desk.person(token)).toMatchObject({ kind: "person", account: { id: "operator" } });
    desk.close();
    desk = open();
    expect(desk.person(token)).toMatchObject({ account: { id: "operator" } });
    expect(desk.person(`${token}A`)).toBeUndefined();
    expect(desk.display(token)).toBeUndefined();
    expect(JSON.stringify([room.facts, [...room.secrets], log.lines])).not.toContain(token);
  });
  test("no fact and no log line holds a secret (K-3.5)", async () => {
    const token = await loggedIn(await withAccount("operator"));
    const made = await desk.saveSource({ source: Source.parse({ id: "s", name: "s" }), renew: false }, undefined);
    const ticket = await desk.issueTicket({ name: "Tường" }, undefined);
    if (!made.ok || !ticket.ok) throw new Error("refused");
    const redeemed = await desk.redeem(ticket.value.ticket, FROM);
    if (!redeemed.ok) throw new Error(redeemed.fault.code);
    const written = JSON.stringify([room.facts, log.lines]);
    for (const secret of [PASSWORD, token, made.value.secret ?? "", ticket.value.ticket, redeemed.value.token, ...room.secrets.values()]) expect(written).not.toContain(secret);
  });
  test("idle for a shift, or a week old, ends; each request keeps it alive", async () => {
    const token = await loggedIn(await withAccount("operator"));
    clock.pass(IDLE - 1);
    expect(desk.person(token)).toBeDefined();
    clock.pass(IDLE - 1);
    expect(desk.person(token)).toBeDefined();
    clock.pass(IDLE + 1);
    expect(desk.person(token)).toBeUndefined();
    const second = await loggedIn("operator");
    for (let lived = 0; lived <= LIFETIME; lived += IDLE / 2) {
      expect(desk.person(second)).toBeDefined();
      clock.pass(IDLE / 2);
    }
    clock.pass(1);
    expect(desk.person(second)).toBeUndefined();
  });
  test("the sweep ends expired sessions with a fact and tells whoever listens", async () => {
    await loggedIn(await withAccount("operator"));
    const ended = new Promise<unknown>((tell) => void desk.onEnded(tell));
    clock.pass(IDLE);
    await new Promise((turn) => setImmediate(turn));
    clock.pass(120_000);
    expect(await ended).toMatchObject({ sessionId: expect.stringMatching(/^s-/) });
  });
  test("log-out ends at once, though the disk is full; the fact follows when there is room", async () => {
    const token = await loggedIn(await withAccount("operator"));
    room.broken.fault = { code: "disk-full" };
    await desk.logout(token);
    expect(desk.person(token)).toBeUndefined();
    room.broken.fault = undefined;
    const told = new Promise<unknown>((tell) => void room.onFacts(tell));
    clock.pass(60_000);
    expect(await told).toMatchObject([{ kind: "session:ended", cause: "logout", by: "operator" }]);
  });
  test("a twenty-first session of one person ends the oldest", async () => {
    const name = await withAccount("operator");
    const first = await loggedIn(name);
    for (let i = 0; i < 20; i++) await loggedIn(name);
    expect([desk.person(first), room.state().sessions.size]).toEqual([undefined, 20]);
  });
});

describe("accounts", () => {
  test("H-11.2 a focal officer has no other role: it would open the whole room to an agency", async () => {
    const officer = { id: AccountId.parse("dau-moi"), name: "Cán bộ đầu mối", enabled: true };
    expect(await desk.saveAccount({ account: { ...officer, roles: ["focal-officer", "operator"] }, password: PASSWORD }, undefined)).toMatchObject({ ok: false, fault: { code: "malformed", path: "roles" } });
    expect(await desk.saveAccount({ account: { ...officer, roles: ["focal-officer"] }, password: PASSWORD }, undefined)).toMatchObject({ ok: true });
  });
  test("the last enabled administrator stays", async () => {
    const id = await withAccount("administrator");
    const account = room.state().accounts.get(id);
    if (account === undefined) throw new Error("none");
    for (const change of [{ enabled: false }, { roles: ["operator" as const] }]) expect(await desk.saveAccount({ account: { ...account, ...change } }, account.id)).toMatchObject({ fault: { code: "conflict" } });
    await desk.saveAccount({ account: accountOf(["administrator"], "hai"), password: PASSWORD }, account.id);
    const both = await Promise.all([account, accountOf(["administrator"], "hai")].map((one) => desk.saveAccount({ account: { ...one, enabled: false } }, account.id)));
    expect(both.map((one) => one.ok)).toEqual([true, false]);
  });
  test("whoever is disabled is out at once", async () => {
    const token = await loggedIn(await withAccount("operator"));
    const ended: unknown[] = [];
    desk.onEnded((what) => ended.push(what));
    await desk.saveAccount({ account: { ...accountOf(["operator"]), enabled: false } }, undefined);
    expect([desk.person(token), ended.length]).toEqual([undefined, 1]);
    expect(await desk.login({ name: "operator", password: PASSWORD }, FROM)).toMatchObject({ fault: { code: "unauthenticated" } });
  });
  test("whom the centre disables is out at once", async () => {
    const name = await withAccount("operator");
    const token = await loggedIn(name);
    const ended: unknown[] = [];
    desk.onEnded((what) => ended.push(what));
    expect(await desk.adoptAccount(() => [{ kind: "account:saved", at: 1, account: { ...accountOf(["operator"]), enabled: false }, passwordChanged: false }])).toMatchObject({ ok: true });
    expect([desk.person(token), ended.length]).toEqual([undefined, 1]);
  });
  test("a new account needs a password", async () => {
    expect(await desk.saveAccount({ account: accountOf(["operator"]) }, undefined)).toMatchObject({ fault: { code: "malformed", path: "password" } });
  });
  test("a new password ends the person's other sessions and keeps this one", async () => {
    const name = await withAccount("operator");
    const [other, mine] = [await loggedIn(name), await loggedIn(name)];
    const party = desk.person(mine);
    if (party === undefined) throw new Error("none");
    expect(await desk.changePassword({ current: "x", next: "mật khẩu mới đây" }, party)).toMatchObject({ fault: { code: "malformed", path: "current" } });
    expect(await desk.changePassword({ current: PASSWORD, next: "mật khẩu mới đây" }, party)).toEqual({ ok: true, value: {} });
    expect([desk.person(other), desk.person(mine)?.kind]).toEqual([undefined, "person"]);
    expect(await desk.login({ name, password: "mật khẩu mới đây" }, FROM)).toMatchObject({ ok: true });
  });
});

describe("displays", () => {
  test("a ticket is good once and for ten minutes", async () => {
    const one = await desk.issueTicket({ name: "Tường 1" }, AccountId.parse("lan"));
    const two = await desk.issueTicket({ name: "Tường 2" }, AccountId.parse("lan"));
    if (!one.ok || !two.ok) throw new Error("refused");
    expect(one.value.ticket).toMatch(/^[2-9A-HJ-KMNP-Z]{8}$/);
    const redeemed = await desk.redeem(one.value.ticket.toLowerCase(), FROM);
    if (!redeemed.ok) throw new Error(redeemed.fault.code);
    expect(desk.display(redeemed.value.token)).toMatchObject({ display: { name: "Tường 1" } });
    expect(room.facts.at(-1)).toMatchObject({ kind: "display:saved", by: "lan" });
    expect(await desk.redeem(one.value.ticket, FROM)).toEqual({ ok: false, fault: { code: "unauthenticated" } });
    clock.pass(600_001);
    expect(await desk.redeem(two.value.ticket, FROM)).toEqual({ ok: false, fault: { code: "unauthenticated" } });
  });
  test("tickets cannot be guessed at speed, and only 32 wait", async () => {
    const first = await desk.issueTicket({ name: "a" }, undefined);
    for (let i = 0; i < 32; i++) await desk.issueTicket({ name: "b" }, undefined);
    if (!first.ok) throw new Error("refused");
    expect(await desk.redeem(first.value.ticket, FROM)).toMatchObject({ fault: { code: "unauthenticated" } });
    const guesses = [];
    for (let i = 0; i < 30; i++) guesses.push(await desk.redeem("AAAAAAAA", FROM));
    expect(guesses.filter((one) => !one.ok && one.fault.code === "unauthenticated").length).toBe(20);
  });
  test("the shell's key makes a display, the same name the same one; a revoked one is blind", async () => {
    const key = readFileSync(join(temp.folder, "shell.key"), "utf8").trim();
    expect(statSync(join(temp.folder, "shell.key")).mode & 0o777).toBe(0o600);
    const hello = helloOf(key, desk.shellChallenge());
    expect(await desk.shellDisplay(helloOf("x", desk.shellChallenge()), "Tường")).toMatchObject({ fault: { code: "unauthenticated" } });
    const [one, two] = [await desk.shellDisplay(hello, "Tường"), await desk.shellDisplay(hello, "Tường")];
    if (!one.ok || !two.ok) throw new Error("refused");
    expect(two.value.display).toEqual(one.value.display);
    expect([desk.display(one.value.token), desk.display(two.value.token)?.kind]).toEqual([undefined, "display"]);
    const ended: unknown[] = [];
    desk.onEnded((what) => ended.push(what));
    expect(await desk.revokeDisplay({ displayId: two.value.display.id }, AccountId.parse("lan"))).toEqual({ ok: true, value: {} });
    expect([desk.display(two.value.token), ended]).toEqual([undefined, [{ displayId: two.value.display.id }]]);
    expect(await desk.revokeDisplay({ displayId: DisplayId.parse("none") }, AccountId.parse("lan"))).toMatchObject({ fault: { code: "unknown-id" } });
  });
});

describe("sources", () => {
  const source = Source.parse({ id: "tram-1", name: "Trạm 1" });
  test("the secret is answered once; renewing voids the old one; a disabled source is out", async () => {
    const made = await desk.saveSource({ source, renew: false }, undefined);
    const again = await desk.saveSource({ source: { ...source, name: "Trạm một" }, renew: false }, undefined);
    if (!made.ok || !again.ok) throw new Error("refused");
    const first = made.value.secret ?? "";
    expect([first.length, again.value.secret]).toEqual([43, undefined]);
    expect(await desk.authenticate("tram-1", first)).toMatchObject({ name: "Trạm một" });
    expect(await desk.authenticate("tram-1", "wrong")).toBeUndefined();
    expect(await desk.authenticate("tram-2", first)).toBeUndefined();
    const renewed = await desk.saveSource({ source, renew: true }, undefined);
    if (!renewed.ok) throw new Error("refused");
    expect([await desk.authenticate("tram-1", first), (await desk.authenticate("tram-1", renewed.value.secret ?? ""))?.id]).toEqual([undefined, "tram-1"]);
    await desk.saveSource({ source: { ...source, enabled: false }, renew: false }, undefined);
    expect(await desk.authenticate("tram-1", renewed.value.secret ?? "")).toBeUndefined();
    expect(desk.source(SourceId.parse("tram-1"))?.enabled).toBe(false);
  });
  test("a source made after a refusal is let in at once", async () => {
    expect(await desk.authenticate("tram-1", "x")).toBeUndefined();
    const made = await desk.saveSource({ source, renew: false }, undefined);
    if (!made.ok) throw new Error("refused");
    expect(await desk.authenticate("tram-1", made.value.secret ?? "")).toBeDefined();
  });
  test("ten thousand messages of one source cost one argon2", async () => {
    const made = await desk.saveSource({ source, renew: false }, undefined);
    if (!made.ok) throw new Error("refused");
    const secret = made.value.secret ?? "";
    // 128 sources may wait for argon2 at most: were each message one, most of these would be refused as busy.
    const all = await Promise.all(Array.from({ length: 10_000 }, () => desk.authenticate("tram-1", secret)));
    expect(all.every((one) => one?.id === "tram-1")).toBe(true);
    expect(log.lines.filter((line) => line.event === "source-authentication-busy")).toEqual([]);
  });
});
