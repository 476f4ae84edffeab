import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ok } from "#contract/result";
import type { MessageDraft, MessageId } from "#contract/message";
import { openLinkSigner } from "../../access/link-signer.ts";
import type { SubscriberStore, Wish } from "../../ports.ts";
import { openSubscribers } from "../../store/subscribers.ts";
import { keptLog, tempFolder } from "../../../test/kit/journal.ts";
import { MOST_SUBSCRIBERS, openSubscriptions } from "./subscriptions.ts";

const WISH: Wish = { services: ["flood"], areas: [], language: "vi" };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let folder: ReturnType<typeof tempFolder>;
let store: SubscriberStore;
let now: number;
let steady: number;
let queued: MessageDraft[];
let desk: ReturnType<typeof openSubscriptions>;

beforeEach(() => {
  folder = tempFolder();
  store = openSubscribers(folder.folder);
  now = 1_800_000_000_000;
  steady = 0;
  queued = [];
  desk = open();
});
afterEach(() => {
  store.close();
  folder.remove();
});
function open(most?: { all: number; unconfirmed: number }): typeof desk {
  const queue = (drafts: readonly MessageDraft[]) => {
    queued.push(...drafts);
    return Promise.resolve(ok<MessageId[]>([]));
  };
  return openSubscriptions({ store, signer: openLinkSigner(folder.folder), outbox: { has: (kind) => kind === "smtp", queue }, clock: { wall: () => now, steady: () => steady }, log: keptLog(), address: "https://canhbao.example", ...(most !== undefined && { most }) });
}
const pass = (ms: number): void => {
  now += ms;
  steady += ms;
};
const last = () => queued.at(-1)?.recipients[0] ?? { is: "subscriber" as const, id: "none" };
const links = () => desk.address(last(), "smtp");
const tokenOf = (url: string | undefined): string => new URL(url ?? "https://none").searchParams.get("token") ?? "";

describe("H-10.5 subscribing on a phone", () => {
  const PHONE = { endpoint: "https://fcm.googleapis.com/send/1", keys: { p256dh: "B".repeat(87), auth: "a".repeat(22) } };
  const withPush = () => openSubscriptions({ store, signer: openLinkSigner(folder.folder), push: { key: "K", isService: (endpoint) => endpoint.startsWith("https://fcm.") }, outbox: { has: (kind) => kind === "web-push", queue: (drafts) => { queued.push(...drafts); return Promise.resolve(ok<MessageId[]>([])); } }, clock: { wall: () => now, steady: () => steady }, log: keptLog(), address: "https://canhbao.example" });

  test("without a channel that pushes nothing is offered or taken", async () => {
    expect(desk.offers()).toEqual({ mail: true, full: false });
    expect(await desk.askPush(PHONE, WISH)).toMatchObject({ ok: false, fault: { code: "unavailable" } });
  });

  test("it is reached by push alone, under a name that tells nothing; asked again and again it gets one test", async () => {
    const push = withPush();
    expect(push.offers()).toEqual({ mail: false, push: "K", full: false });
    for (let n = 0; n < 50; n++) expect(await push.askPush(PHONE, WISH)).toEqual(ok(undefined));
    expect(queued).toHaveLength(1);
    expect(JSON.stringify(queued)).not.toContain("fcm");
    expect(push.address(last(), "smtp")).toBeUndefined();
    const address = push.address(last(), "web-push");
    expect(address?.to).toMatch(/^citizen:p[0-9a-f]{38}$/);
    expect(push.of(address?.to ?? "")).toEqual([PHONE]);
    expect(push.of("truc-ban")).toEqual([]);
    expect(push.confirm(tokenOf(address?.confirm))).toBe("done");
    expect(store.slice(0, 10)).toMatchObject([{ wish: WISH }]);
  });

  test("with other keys at the same endpoint it is another subscription, to be confirmed anew; who is gone is taken out", async () => {
    const push = withPush();
    await push.askPush(PHONE, WISH);
    push.confirm(tokenOf(push.address(last(), "web-push")?.confirm));
    expect(await push.askPush({ ...PHONE, keys: { ...PHONE.keys, auth: "b".repeat(22) } }, { ...WISH, services: ["fire"] })).toEqual(ok(undefined));
    expect(store.counts()).toEqual({ confirmed: 0, unconfirmed: 1 });
    push.gone(PHONE.endpoint);
    expect(store.counts()).toEqual({ confirmed: 0, unconfirmed: 0 });
  });
});

describe("H-10.5 subscribing by e-mail", () => {
  test("nobody is subscribed until the owner of the address confirms; the address stands in no message", async () => {
    expect(await desk.askMail("An@Hue.example", WISH)).toEqual(ok(undefined));
    expect(store.counts()).toEqual({ confirmed: 0, unconfirmed: 1 });
    expect(store.slice(0, 10)).toEqual([]);
    expect(JSON.stringify(queued)).not.toMatch(/hue\.example/i);
    const { to, confirm } = links() ?? {};
    expect(to).toBe("an@hue.example");
    expect(desk.look(tokenOf(confirm))).toBe("confirm");
    expect(store.counts().confirmed).toBe(0); // looked at only, as a mail program does
    expect(desk.confirm(tokenOf(confirm))).toBe("done");
    expect(store.slice(0, 10)).toMatchObject([{ wish: WISH }]);
  });

  test("leaving takes the address out of the file itself; the same press again, and an old confirmation, bring nothing back", async () => {
    await desk.askMail("an@hue.example", WISH);
    const { confirm, leave } = links() ?? {};
    desk.confirm(tokenOf(confirm));
    expect([desk.leave(tokenOf(leave)), desk.leave(tokenOf(leave))]).toEqual(["done", "done"]);
    expect(desk.confirm(tokenOf(confirm))).toBe("expired");
    expect(store.byAddress("an@hue.example")).toBeUndefined();
    expect(links()).toBeUndefined();
  });

  test("a confirmation followed twice changes nothing; a day later it is none any more", async () => {
    await desk.askMail("an@hue.example", WISH);
    const { confirm } = links() ?? {};
    expect([desk.confirm(tokenOf(confirm)), desk.confirm(tokenOf(confirm))]).toEqual(["done", "done"]);
    expect(store.counts()).toEqual({ confirmed: 1, unconfirmed: 0 });
    pass(DAY + 1);
    expect([desk.look(tokenOf(confirm)), desk.confirm(tokenOf(confirm))]).toEqual(["expired", "expired"]);
  });

  test("a link to leave works for a year; no link does another's work, a forged one none", async () => {
    await desk.askMail("an@hue.example", WISH);
    const { confirm, leave } = links() ?? {};
    const [yes, no] = [tokenOf(confirm), tokenOf(leave)];
    expect([desk.confirm(no), desk.leave(yes)]).toEqual(["forged", "forged"]);
    const parts = yes.split(".");
    const longer = [parts[0], parts[1], (now + 900 * DAY).toString(36), parts[3]].join(".");
    const ofOther = [parts[0], "sother", parts[2], parts[3]].join(".");
    for (const forged of ["", "x", longer, ofOther, yes.replace(/^c/, "l"), `${yes}A`, yes.slice(0, -1), `${"c."}${"a".repeat(1000)}`]) expect(desk.confirm(forged), forged).toBe("forged");
    expect(store.counts().confirmed).toBe(0);
    desk.confirm(yes);
    pass(365 * DAY);
    expect(desk.leave(no)).toBe("done");
  });

  test("another room's key makes no link of ours", async () => {
    await desk.askMail("an@hue.example", WISH);
    const other = tempFolder();
    const forged = openLinkSigner(other.folder).sign("confirm", last().is === "subscriber" ? "s" : "", now + DAY);
    other.remove();
    expect(desk.confirm(forged)).toBe("forged");
  });

  test("mail bombing: asked a hundred times an address gets one mail, and three in a day; the answer is the same each time", async () => {
    for (let n = 0; n < 100; n++) expect(await desk.askMail("an@hue.example", WISH)).toEqual(ok(undefined));
    expect(queued).toHaveLength(1);
    for (let n = 0; n < 40; n++) {
      pass(15 * 60_000);
      expect(await desk.askMail("AN@hue.example", WISH)).toEqual(ok(undefined));
    }
    expect(queued).toHaveLength(3);
    pass(DAY);
    await desk.askMail("an@hue.example", WISH);
    expect(queued).toHaveLength(4);
  });

  test("all confirmations together have a rate: a thousand addresses at once are not written to", async () => {
    let refused = 0;
    for (let n = 0; n < 1000; n++) if (!(await desk.askMail(`a${n}@hue.example`, WISH)).ok) refused++;
    expect(queued).toHaveLength(300);
    expect(refused).toBe(700);
  });

  test("somebody else cannot change what a subscriber gets: the change waits for the mail", async () => {
    await desk.askMail("an@hue.example", WISH);
    desk.confirm(tokenOf(links()?.confirm));
    pass(HOUR);
    await desk.askMail("an@hue.example", { ...WISH, services: ["fire"] });
    expect(store.slice(0, 10)).toMatchObject([{ wish: { services: ["flood"] } }]);
    desk.confirm(tokenOf(links()?.confirm));
    expect(store.slice(0, 10)).toMatchObject([{ wish: { services: ["fire"] } }]);
  });

  test("the bound is 50,000: at it nobody new is taken and the page says so; who is in it goes on", async () => {
    expect(MOST_SUBSCRIBERS).toBe(50_000);
    desk = open({ all: 3, unconfirmed: 2 });
    await desk.askMail("a@hue.example", WISH);
    desk.confirm(tokenOf(links()?.confirm));
    await desk.askMail("b@hue.example", WISH);
    expect(desk.offers()).toEqual({ mail: true, full: false });
    await desk.askMail("c@hue.example", WISH);
    expect(desk.offers()).toEqual({ mail: true, full: true });
    expect(await desk.askMail("d@hue.example", WISH)).toEqual({ ok: false, fault: { code: "too-large", limit: 3 } });
    pass(HOUR);
    expect(await desk.askMail("a@hue.example", WISH)).toEqual(ok(undefined));
    // Who never confirmed makes room after a day.
    pass(DAY);
    expect(await desk.askMail("d@hue.example", WISH)).toEqual(ok(undefined));
  });

  test.each(["", "an", "an@", "an@hue.example\r\nBcc: all@hue.example", "an@hue.example, b@hue.example", `${"a".repeat(250)}@hue.example`, "an@hue.example\u0000"])("%j is no address", async (address) => {
    expect(await desk.askMail(address, WISH)).toMatchObject({ ok: false, fault: { code: "malformed" } });
    expect(store.counts()).toEqual({ confirmed: 0, unconfirmed: 0 });
  });
});

test("H-10.5 somebody else's request, which nobody confirmed, changes nothing of what a citizen gets: neither services nor language", async () => {
  await desk.askMail("lan@hue.example", WISH);
  desk.confirm(tokenOf(links()?.confirm));
  pass(DAY);
  await desk.askMail("lan@hue.example", { services: ["fire"], areas: [], language: "en" });
  expect(links()?.language).toBe("vi");
  expect(store.slice(0, 10)).toMatchObject([{ wish: WISH }]);
  expect(desk.confirm(tokenOf(links()?.confirm))).toBe("done");
  expect(links()?.language).toBe("en");
});
