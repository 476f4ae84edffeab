import { afterAll, expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { emptyWall, foldWall, isWallFact, wallOf } from "#contract/wall-fold";
import type { Wall } from "#contract/wall";
import { canonicalJson } from "../../backend/store/canonical-json.ts";
import { administrator, openWindow, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { screenOf } from "../kit/hand-wall.ts";
import { joinPc, logInAs, openWallWindow, shellAsks } from "../kit/wall-pc.ts";

const KILLS = 8;
/** Fixed, so that a failure can be seen again. */
let seed = 20261122;
const chance = (): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 4294967296;
};
const folders: string[] = [];
afterAll(() => folders.forEach(removeFolder));

async function allFacts(backend: TestBackend, cookie: string): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (;;) {
    const page: { facts: unknown[]; head: number } = valueOf(await request(backend, cookie, "fact:page", { after: facts.at(-1)?.seq ?? 0, limit: 5000 }));
    // The journal's own rows, as the backend wrote them.
    facts.push(...(page.facts as Fact[]));
    if (page.facts.length === 0 || facts.at(-1)?.seq === page.head) return facts;
  }
}
const text = (wall: Wall) => canonicalJson(Object.fromEntries(Object.entries(wall).map(([name, part]) => [name, Array.isArray(part) ? part.map((one) => canonicalJson(one)).sort((a, b) => (a < b ? -1 : 1)) : part])));

/** Two people edit as fast as they are answered, until the link breaks. @returns what was answered: seq → who */
function editAway(backend: TestBackend, people: readonly (readonly [string, string])[]): { answered: Map<number, string>; ended: Promise<unknown> } {
  const answered = new Map<number, string>();
  const ended = Promise.all(people.map(async ([who, cookie], person) => {
    const window = await openWindow(backend, cookie);
    for (let n = 0; window.socket.connected; n++) {
      const { wall } = valueOf(await request(backend, cookie, "snapshot:get", {}));
      const cell = wall.cells[(n + person) % wall.cells.length];
      if (cell === undefined) throw new Error("no cell");
      const answer = await (n % 7 === 6 ? window.ask("wall:undo", {}) : window.ask("wall:operate", { operations: [{ do: "put", cellId: cell.id, rev: cell.rev, panels: [{ kind: "text", settings: { text: `${who} ${n}` } }] }] }));
      if (answer.ok && answer.value.seq !== undefined) answered.set(answer.value.seq, who);
    }
  }).map((one) => one.catch(() => undefined)));
  return { answered, ended };
}

test(`invariants 1 and 3: kill -9 in the middle of edits, ${KILLS} times: every edit answered is in the journal, and the wall is the fold of its facts`, async () => {
  let backend = await startBackend();
  folders.push(backend.folder);
  const admin = await administrator(backend);
  const people = [["lan", await logInAs(backend, admin, "lan", ["shift-lead"])], ["minh", await logInAs(backend, admin, "minh", ["operator"])]] as const;
  const pc = await joinPc(backend, admin, "tuong");
  valueOf(await shellAsks(backend, pc.cookie, "wall:screens", { screens: [screenOf("a"), screenOf("b", 1920)], wallOnly: true }));
  const answered = new Map<number, string>();
  for (let kill = 0; kill < KILLS; kill++) {
    const window = await openWallWindow(backend, pc.cookie);
    valueOf(await window.attend(screenOf("a")));
    const round = editAway(backend, people);
    const wait = 60 + chance() * 300, began = performance.now();
    while (performance.now() - began < wait || round.answered.size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await backend.kill();
    await round.ended;
    for (const [seq, who] of round.answered) answered.set(seq, who);
    backend = await startBackend({ folder: backend.folder });
  }
  const facts = await allFacts(backend, people[0][1]);
  for (const [seq, who] of answered) expect(facts[seq - 1]).toMatchObject({ seq, kind: "wall:edited", by: who });
  const folded = emptyWall();
  for (const fact of facts) if (isWallFact(fact)) foldWall(folded, fact);
  const { wall } = valueOf(await request(backend, people[0][1], "snapshot:get", {}));
  expect(text(wallOf(folded))).toBe(text(wall));
  expect(answered.size).toBeGreaterThan(KILLS);
  // Each change says what was there: no edit came between two others unseen.
  const last = new Map<string, unknown>();
  for (const fact of facts) {
    if (fact.kind !== "wall:edited") continue;
    for (const change of fact.changes) {
      const key = change.part === "settings" ? "settings" : `${change.part} ${change.id}`;
      if (last.has(key)) expect(canonicalJson({ is: change.before })).toBe(canonicalJson({ is: last.get(key) }));
      last.set(key, change.after);
    }
  }
  await backend.stop();
});
