import { createServer } from "node:http";
import { createElement, type ReactElement } from "react";
import { createRoot } from "react-dom/client";
import { Server, type Socket } from "socket.io";
import { afterAll } from "vitest";
import type { Role } from "#contract/account";
import type { Alarm } from "#contract/alarm";
import type { Fact, FactBody } from "#contract/fact";
import { SiteId } from "#contract/ids";
import { PROTOCOL_VERSION, type RequestInput, type RequestName, type RequestOutput, type Status } from "#contract/request";
import { ok, type Result } from "#contract/result";
import { emptyWall, wallOf } from "#contract/wall-fold";
import { findOut } from "../../renderer/live/session.ts";
import { connect, disconnect } from "../../renderer/live/socket.ts";
import { until } from "./until.ts";

type Answers = { [N in RequestName]?: (input: RequestInput<N>) => Result<RequestOutput<N>> | Promise<Result<RequestOutput<N>>> };
type Snapshot = RequestOutput<"snapshot:get">;

/** A backend as far as one window sees it: real sockets, answers the test writes. */
export interface WindowRoom {
  /** Every request that came, oldest first. */
  asked: { name: string; input: unknown }[];
  /** Answers by request; change them as the test goes on. */
  answers: Answers;
  /** Sends facts with the next seqs. */
  happen: (...facts: FactBody[]) => void;
  /** No pulse comes any more: the link stands and says nothing. */
  silence(): void;
  /** What every pulse from now on says, the first at once. */
  pulse: (more?: Partial<Status>) => void;
  /** Hangs up on the window. */
  cut: () => void;
  stop: () => Promise<void>;
}

const SNAPSHOT: Snapshot = {
  protocol: PROTOCOL_VERSION, site: { id: SiteId.parse("hue"), name: "Huế", demo: false, centre: [107.58, 16.46], webPages: [] }, now: 0, seq: 0,
  areas: [], things: [], observedProperties: [], sensors: [], datastreams: [], sources: [], rules: [], flood: { active: false, count: 0, peak: 0 }, openAlarms: 0,
  wall: wallOf(emptyWall()),
};

const own = new Map<string, PropertyDescriptor | undefined>();
// The document's own objects outlive a file of tests.
afterAll(() => {
  for (const [name, was] of own) {
    if (was === undefined) Reflect.deleteProperty(HTMLElement.prototype, name);
    else Object.defineProperty(HTMLElement.prototype, name, was);
  }
});
function give(name: string, px: number): void {
  if (!own.has(name)) own.set(name, Object.getOwnPropertyDescriptor(HTMLElement.prototype, name));
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => px });
}

/** Opens the room and links this document's one window to it, as a person with these roles. */
export async function openWindowRoom(wish: { alarms?: readonly Alarm[]; snapshot?: Partial<Snapshot>; roles?: readonly Role[]; answers?: Answers } = {}): Promise<WindowRoom> {
  // The document lays nothing out; lists that draw what is in sight need a sight.
  for (const [name, px] of [["offsetHeight", 640], ["clientHeight", 640], ["offsetWidth", 720], ["clientWidth", 720]] as const) give(name, px);
  const account = { id: "truc", name: "Trực ban", roles: wish.roles ?? ["shift-lead"], enabled: true };
  const http = createServer((_, answer) => {
    answer.setHeader("content-type", "application/json");
    answer.end(JSON.stringify({ ok: true, value: { kind: "person", account, sessionId: "s1" } }));
  });
  const sockets = new Server(http, { transports: ["websocket"] });
  let seq = 0;
  const asked: WindowRoom["asked"] = [];
  const answers: Answers = {
    "snapshot:get": () => ok({ ...SNAPSHOT, ...wish.snapshot, now: Date.now(), seq }),
    "alarm:page": () => ok({ alarms: [...(wish.alarms ?? [])], seq }),
    "latest:subscribe": () => ok({}),
    ...wish.answers,
  };
  sockets.on("connection", (socket: Socket) => {
    socket.onAny((name: string, input: unknown, answer: unknown) => {
      asked.push({ name, input });
      const make: unknown = Object.entries(answers).find(([key]) => key === name)?.[1];
      const missing = { ok: false, fault: { code: "unavailable", detail: `no answer written for ${name}` } };
      void Promise.resolve(typeof make === "function" ? make(input) : missing).then((result: unknown) => typeof answer === "function" && answer(result));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const place = http.address();
  if (place === null || typeof place === "string") throw new Error("no port");
  moveTo(`http://127.0.0.1:${place.port}/`);
  await findOut("person");
  connect("person");
  // A window asks for latest values once it has, or was refused, the room.
  await until(() => asked.some((each) => each.name === "latest:subscribe"));
  const status = (): Status => ({ now: Date.now(), seq, disk: "ok", held: 0, heldAlarms: [], readingsPerSecond: 0, sources: [], windows: 1, centre: "none", flood: SNAPSHOT.flood });
  let told: Partial<Status> = {};
  const pulse = (): void => void sockets.emit("status", { ...status(), ...told });
  // Once a second, as a backend does: a window that hears nothing calls itself cut off.
  const heart = setInterval(pulse, 1000);
  pulse();
  return {
    asked, answers,
    happen: (...facts) => void sockets.emit("facts", facts.map((fact): Fact => ({ ...fact, seq: ++seq, at: Date.now() }))),
    silence: () => clearInterval(heart),
    pulse(more = {}) {
      told = more;
      pulse();
    },
    cut: () => sockets.disconnectSockets(true),
    async stop() {
      clearInterval(heart);
      disconnect();
      await sockets.close();
    },
  };
}

/** The simulated document's address: what its own requests and sockets are relative to. */
function moveTo(url: string): void {
  const dom: unknown = Reflect.get(globalThis, "happyDOM");
  if (typeof dom !== "object" || dom === null || !("setURL" in dom) || typeof dom.setURL !== "function") throw new Error("needs happy-dom");
  dom.setURL(url);
}

/** An element on the page, with ways to find and press what a person would. */
export interface Shown {
  page: HTMLElement;
  text: () => string;
  /** The first element with this role whose text or label contains the words. */
  find: (role: string, words: string) => HTMLElement | undefined;
  /** Waits until the page says so. */
  says: (words: string) => Promise<void>;
  /** Waits for a button and presses it. */
  press: (words: string) => Promise<void>;
  type: (label: string, text: string) => Promise<void>;
  close: () => void;
}

const ROLES: Readonly<Record<string, string>> = { button: "button, [role=button], [role=radio], [role=tab]", row: "[role=row], tr", dialog: "[role=dialog]", alert: "[role=alert]", option: "[role=option]", article: "article, [role=article]" };

/** Renders outside of act(): the document runs as a browser's does, and tests wait for what they expect to see. */
export function show(element: ReactElement): Shown {
  const page = document.createElement("div");
  document.body.append(page);
  const root = createRoot(page);
  root.render(createElement("div", null, element));
  // Dialogs and lists open beside the page.
  const all = (role: string): HTMLElement[] => [...document.body.querySelectorAll<HTMLElement>(ROLES[role] ?? role)];
  const named = (each: HTMLElement, words: string): boolean => (each.textContent ?? "").includes(words) || (each.getAttribute("aria-label") ?? "").includes(words);
  const find = (role: string, words: string): HTMLElement | undefined => all(role).find((each) => named(each, words));
  const text = (): string => document.body.textContent ?? "";
  const says = (words: string): Promise<void> => until(() => text().includes(words), 5_000, () => `"${words}" is not on the page:\n${text().slice(0, 3000)}`);
  return {
    page, text, find, says,
    async press(words) {
      await until(() => find("button", words) !== undefined, 5_000, () => `no button "${words}":\n${text().slice(0, 3000)}`);
      find("button", words)?.click();
    },
    async type(label, value) {
      const field = (): HTMLInputElement | HTMLTextAreaElement | undefined => {
        const by = [...document.body.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")];
        return by.find((each) => each.getAttribute("aria-label")?.includes(label) === true || [...document.body.querySelectorAll("label")].some((mark) => mark.htmlFor === each.id && mark.textContent?.includes(label) === true));
      };
      await until(() => field() !== undefined, 5_000, () => `no field "${label}":\n${text().slice(0, 2000)}`);
      const input = field()!;
      const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value")?.set;
      setter?.call(input, value);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    },
    close() {
      root.unmount();
      page.remove();
    },
  };
}

/** A key as the keyboard sends it, to whatever has the focus. */
export function strike(key: string, more: KeyboardEventInit = {}): void {
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
}
