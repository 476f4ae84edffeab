import { createHash } from "node:crypto";
import { AccountId, SiteId } from "#contract/ids";
import { IncidentId } from "#contract/incident";
import { TransferId, type Letter, type LetterKind, type Transfer } from "#contract/transfer";
import { hear } from "../../backend/core/transfer/hear.ts";
import { mayBe, type TransferDeed } from "../../backend/core/transfer/may.ts";
import { owed, type Held } from "../../backend/core/transfer/owed.ts";

/** What may happen how often on one way through; a room can be put back to the one copy it has. `deaf`, `grabs`: broken on purpose, so that the check is seen to fail. */
export interface Bounds {
  rooms: readonly string[];
  offers: number;
  closes: number;
  copies: number;
  restores: number;
  doubles: number;
  readsAnew: number;
  /** Steps from the beginning at most; absent: to the end. */
  depth?: number;
  /** A room does not read its own letters. */
  deaf?: boolean;
  /** The receiver takes a case when it accepts, not when it is given. */
  grabs?: boolean;
}

interface Room {
  cases: Record<string, "open" | "over">;
  book: Record<string, Transfer>;
  /** Letters journalled and not sent. A crash leaves them there: what is not committed did not happen. */
  out: string[];
  cursor: number;
  /** It has read all the centre has in its present history. */
  sure: boolean;
}
interface World {
  rooms: Record<string, Room>;
  copies: Record<string, Room>;
  /** What the centre has, in its order. */
  log: string[];
  left: Pick<Bounds, "offers" | "closes" | "copies" | "restores" | "doubles" | "readsAnew">;
  /** A person closed the case where it was owned: nobody need own it. */
  over: boolean;
}

export interface Explored {
  states: number;
  deepest: number;
  /** All states there are within the bounds were seen. */
  whole: boolean;
  /** How it came to what must not be; absent: it never did. */
  fault?: { what: string; way: string[] };
}

const CASE = "x";
const summary = { title: "t", urgency: "routine" as const, templateId: "p", appearedAt: 0, step: "s", stepEn: "s", timeline: [], evidence: [] };
const who = { by: AccountId.parse("a"), who: "a" };
/** A letter as a line: kind, transfer, from, to, case. */
function letterOf(text: string): Letter {
  const known = LETTERS.get(text) ?? read(text);
  LETTERS.set(text, known);
  return known;
}
const LETTERS = new Map<string, Letter>();
function read(text: string): Letter {
  const [kind, id, from, to, caseId] = text.split(" ") as [LetterKind, string, string, string, string];
  const between = { transferId: TransferId.parse(id), from: SiteId.parse(from), to: SiteId.parse(to) };
  const given = { ...between, caseId: IncidentId.parse(caseId) };
  switch (kind) {
    case "transfer:offered": return { kind, ...given, summary, reason: "r", due: 0, ...who };
    case "transfer:given":
    case "transfer:returned": return { kind, ...given, summary };
    case "transfer:taken":
    case "transfer:retaken":
    case "transfer:done": return { kind, ...given };
    case "transfer:arrived": return { kind, ...between, answerBy: 0 };
    case "transfer:accepted": return { kind, ...between, ...who };
    case "transfer:refused":
    case "transfer:return-asked": return { kind, ...between, reason: "r", ...who };
    case "transfer:withdrawn": return { kind, ...between, cause: "person" };
  }
}

// Records are replaced, never changed: copies share them.
const copyRoom = (room: Room): Room => ({ ...room, cases: { ...room.cases }, book: { ...room.book }, out: [...room.out] });
const copyOf = (world: World): World => ({ ...world, rooms: Object.fromEntries(Object.entries(world.rooms).map(([name, room]) => [name, copyRoom(room)])), copies: { ...world.copies }, log: [...world.log], left: { ...world.left } });
/** What tells a transfer from another one here: all but texts and instants, which are alike. */
const KEYS = new WeakMap<Transfer, string>();
function transferKey(one: Transfer): string {
  const { id, side, answer, end, arrivedAt, takenAs, returnAsked, returnedAt, retakenAs, doneAt, onItsWay } = one;
  const known = KEYS.get(one) ?? [id, side, answer?.is, answer?.heard, end?.is, end?.cause, arrivedAt, takenAs, returnAsked?.at, returnedAt, retakenAs, doneAt, onItsWay.toSorted()].join();
  KEYS.set(one, known);
  return known;
}
const roomKey = ({ cases, book, out, cursor, sure }: Room): unknown => [Object.entries(cases), Object.values(book).map(transferKey), out, cursor, sure];

/** Every way in which rooms, people, a channel that doubles and delays, crashes and restores can follow one another, breadth first. Room, rules and letters are the product's. */
export function explore(bounds: Bounds): Explored {
  const { rooms: names } = bounds;
  const fresh = (): Room => ({ cases: {}, book: {}, out: [], cursor: 0, sure: true });
  const start: World = { rooms: Object.fromEntries(names.map((name) => [name, fresh()])), copies: {}, log: [], left: { offers: bounds.offers, closes: bounds.closes, copies: bounds.copies, restores: bounds.restores, doubles: bounds.doubles, readsAnew: bounds.readsAnew }, over: false };
  start.rooms[names[0]!]!.cases[CASE] = "open";

  const inbox = (world: World, name: string): string[] => world.log.filter((text) => {
    const { from, to } = letterOf(text);
    return from === name || to === name;
  });
  function take(room: Room, name: string, text: string, heard: boolean): void {
    const letter = letterOf(text);
    const after = hear(room.book[letter.transferId], letter, { own: letter.from === name, heard, at: 0 });
    if (after !== undefined) room.book[letter.transferId] = after;
  }
  function say(room: Room, name: string, text: string): void {
    take(room, name, text, false);
    room.out.push(text);
  }
  const heldIn = (room: Room) => (id: IncidentId): Held => room.cases[id] ?? "unknown";
  const goneFrom = (room: Room) => (id: IncidentId): boolean => Object.values(room.book).some(({ side, caseId, end }) => side === "giver" && caseId === id && end?.is === "given");

  /** Does the first thing a room owes. @returns what it was; undefined: nothing */
  function settle(room: Room, name: string, only?: "closed"): string | undefined {
    for (const one of Object.values(room.book)) {
      const due = owed(one, heldIn(room), goneFrom(room));
      if (due === undefined || (only !== undefined && due.is !== only)) continue;
      const line = (caseId: string): string => `${one.id} ${name} ${one.other} ${caseId}`;
      if (due.is === "opened" || due.is === "closed") room.cases[due.caseId] = due.is === "opened" ? "open" : "over";
      else {
        if (due.is === "given" || due.is === "returned") room.cases[due.caseId] = "over";
        if (due.is === "taken" || due.is === "retaken") room.cases[due.caseId] = "open";
        say(room, name, `transfer:${due.is} ${line("caseId" in due ? due.caseId : "0")}`);
      }
      return `${due.is} ${one.id}`;
    }
    return undefined;
  }
  /** A step on a copy of the world; undefined: it cannot be done there. */
  const step = (world: World, act: (next: World) => boolean): World | undefined => {
    const next = copyOf(world);
    return act(next) ? next : undefined;
  };
  const LETTER: Record<TransferDeed, LetterKind> = { withdraw: "transfer:withdrawn", accept: "transfer:accepted", refuse: "transfer:refused", return: "transfer:return-asked" };

  function* steps(world: World): Generator<[string, World]> {
    for (const name of names) {
      const here = world.rooms[name]!;
      const make = function* (what: string, act: (next: World, room: Room) => boolean): Generator<[string, World]> {
        const next = step(world, (after) => act(after, after.rooms[name]!));
        if (next !== undefined) yield [`${name}: ${what}`, next];
      };
      if (here.out.length > 0) {
        yield* make(`sends ${here.out[0]}`, (next, room) => (next.log.push(room.out.shift()!), true));
        if (world.left.doubles > 0) yield* make(`sends twice ${here.out[0]}`, (next, room) => (next.left.doubles--, next.log.push(room.out[0]!, room.out.shift()!), true));
      }
      const box = inbox(world, name);
      if (here.cursor < box.length) yield* make(`reads ${box[here.cursor]}`, (_next, room) => {
        const text = box[room.cursor++]!;
        if (bounds.deaf !== true || letterOf(text).from !== name) take(room, name, text, true);
        return true;
      });
      else if (!here.sure) yield* make("is sure", (_next, room) => {
        // What it had let go of it lets go of in the same transaction.
        while (settle(room, name, "closed") !== undefined);
        return (room.sure = true);
      });
      if (here.cursor > 0 && world.left.readsAnew > 0) yield* make("reads anew", (next, room) => (next.left.readsAnew--, (room.cursor = 0), true));
      if (here.sure) yield* make("settles", (_next, room) => settle(room, name) !== undefined);
      if (world.left.copies > 0 && world.copies[name] === undefined) yield* make("is copied", (next, room) => (next.left.copies--, (next.copies[name] = copyRoom(room)), true));
      if (world.left.restores > 0 && world.copies[name] !== undefined) yield* make("is put back", (next) => {
        next.left.restores--;
        const copy = copyRoom(next.copies[name]!);
        // The centre's cursor knows what of it was sent meanwhile.
        next.rooms[name] = { ...copy, out: copy.out.filter((text) => !next.log.includes(text)), sure: false };
        return true;
      });
      for (const [id, held] of Object.entries(here.cases)) {
        if (held !== "open") continue;
        if (world.left.closes > 0) yield* make(`closes ${id}`, (next, room) => (next.left.closes--, (next.over ||= room.sure), (room.cases[id] = "over"), true));
        const offered = Object.values(here.book).some(({ side, caseId, end, answer }) => side === "giver" && caseId === id && end === undefined && answer?.is !== "refused");
        if (world.left.offers > 0 && !offered) for (const to of names) if (to !== name) yield* make(`offers ${id} to ${to}`, (next, room) => (say(room, name, `transfer:offered offer00${next.left.offers--} ${name} ${to} ${id}`), true));
      }
      for (const one of Object.values(here.book)) for (const deed of ["withdraw", "accept", "refuse", "return"] as const) {
        if (!mayBe(one, deed).ok || (deed === "return" && here.cases[one.takenAs ?? ""] !== "open")) continue;
        yield* make(`${deed}s ${one.id}`, (_next, room) => {
          say(room, name, `${LETTER[deed]} ${one.id} ${name} ${one.other} 0`);
          if (bounds.grabs === true && deed === "accept") room.cases[`cg-${one.id}`] = "open";
          return true;
        });
      }
    }
  }

  /** Rooms that hold the case, and know what the centre knows of them. */
  const owners = (world: World): string[] => names.flatMap((name) => (world.rooms[name]!.sure ? Object.entries(world.rooms[name]!.cases).filter(([, held]) => held === "open").map(([id]) => `${name}:${id}`) : []));
  /** All that was written is sent and read, people do nothing, and nothing more fails. */
  function quiet(world: World): World {
    const next = copyOf(world);
    for (let moved = true; moved; ) {
      moved = false;
      for (const name of names) {
        const room = next.rooms[name]!;
        for (; room.out.length > 0; moved = true) next.log.push(room.out.shift()!);
        const box = inbox(next, name);
        for (; room.cursor < box.length; moved = true) {
          const text = box[room.cursor++]!;
          if (bounds.deaf !== true || letterOf(text).from !== name) take(room, name, text, true);
        }
        room.sure = true;
        while (settle(room, name) !== undefined) moved = true;
      }
    }
    return next;
  }
  function wrong(world: World): string | undefined {
    const now = owners(world);
    if (now.length > 1) return `two owners: ${now.join(", ")}`;
    const end = owners(quiet(world));
    if (end.length > 1) return `two owners in the end: ${end.join(", ")}`;
    return end.length === 0 && !world.over ? "no owner in the end" : undefined;
  }

  const key = ({ rooms, copies, log, left, over }: World): string => createHash("sha1").update(JSON.stringify([names.map((name) => [roomKey(rooms[name]!), copies[name] && roomKey(copies[name])]), log, left, over])).digest("base64");
  const from = new Map<string, [string, string]>([[key(start), ["", ""]]]);
  const wayTo = (end: string): string[] => {
    const way: string[] = [];
    for (let at = end; at !== ""; at = from.get(at)?.[0] ?? "") way.unshift(from.get(at)?.[1] ?? "");
    return way.filter((one) => one !== "");
  };
  let layer: [string, World][] = [[key(start), start]];
  let deepest = 0;
  for (; layer.length > 0 && deepest < (bounds.depth ?? Infinity); deepest++) {
    const next: [string, World][] = [];
    for (const [at, world] of layer) for (const [what, after] of steps(world)) {
      const own = key(after);
      if (from.has(own)) continue;
      from.set(own, [at, what]);
      const fault = wrong(after);
      if (fault !== undefined) return { states: from.size, deepest: deepest + 1, whole: false, fault: { what: fault, way: wayTo(own) } };
      next.push([own, after]);
    }
    layer = next;
  }
  return { states: from.size, deepest, whole: layer.length === 0 };
}
