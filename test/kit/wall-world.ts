import type { NewFact } from "#contract/fact";
import type { AccountId } from "#contract/ids";
import type { Rule } from "#contract/rule";
import { Binding, Cell, Monitor, Scene, Schedule, type WallPanel } from "#contract/wall";
import { answerProposal } from "../../backend/core/wall/autopilot.ts";
import { operate } from "../../backend/core/wall/operate.ts";
import { catalogue, handWorld, OPERATOR, rule, START, type HandWorld } from "./hand-world.ts";

/** A panel of text: tests tell cells apart by it. */
export const textPanel = (text: string): WallPanel => ({ kind: "text", settings: { text }, sensitive: false });
export const monitorOf = (id: string, number: number): Monitor => Monitor.parse({ id, number, name: id, role: "wall", at: { x: (number - 1) * 1920, y: 0, w: 1920, h: 1080 }, whenLost: { how: "none" } });
export const cellOf = (id: string, monitorId: string, text: string, more: object = {}): Cell => Cell.parse({ id, monitorId, x: 0, y: 0, w: 60, h: 60, panels: [textPanel(text)], ...more });
/** A scene that fills each of its monitors with its own name. */
export const sceneOf = (id: string, monitors: string[]): Scene => Scene.parse({ id, name: id, version: 1, monitors, cells: monitors.map((m) => cellOf(`${id}-${m}`, m, id)), savedAt: START });
export const bindingOf = (fields: { id: string } & Record<string, unknown>): Binding => Binding.parse({ name: fields.id, sceneId: "flood", mode: "tell", backAfter: 0, version: 1, ...fields });
export const scheduleOf = (fields: { id: string } & Record<string, unknown>): Schedule => Schedule.parse({ name: fields.id, sceneId: "night", at: "22:00", days: [1, 2, 3, 4, 5, 6, 7], version: 1, doneUntil: START, ...fields });

/** Priorities of the four stations' rules: one alarm each, at a level above 3.5 m. */
export const GRADES = ["emergency", "high", "medium", "routine"] as const;
const RULES: Rule[] = GRADES.map((priority, i) => rule({ id: priority, priority, params: { on: { datastreamId: `level-${i}` }, side: "above", setpoint: 3.5 } }));

/** A room of two monitors, three scenes and four alarms, one of each priority. */
export function openWallWorld(options: { bindings?: Binding[]; schedules?: Schedule[]; at?: number } = {}): HandWorld {
  const at = options.at ?? START;
  const facts: NewFact[] = [
    ...catalogue(4),
    ...RULES.map((saved): NewFact => ({ kind: "rule:saved", at, rule: saved })),
    { kind: "wall:edited", at, deed: "adopt", changes: ["m1", "m2"].flatMap((id, i) => {
      const monitor = monitorOf(id, i + 1);
      const cell = cellOf(`own-${id}`, id, "own");
      return [{ part: "monitor" as const, id: monitor.id, after: monitor }, { part: "cell" as const, id: cell.id, after: cell }];
    }) },
    ...[sceneOf("flood", ["m1"]), sceneOf("storm", ["m1", "m2"]), sceneOf("night", ["m1", "m2"])].map((scene): NewFact => ({ kind: "wall:scene-saved", at, scene })),
    ...(options.bindings ?? []).map((binding): NewFact => ({ kind: "wall:binding-saved", at, binding })),
    ...(options.schedules ?? []).map((schedule): NewFact => ({ kind: "wall:schedule-saved", at, schedule })),
  ];
  const room = handWorld(facts, { wall: at, steady: 1_000_000 });
  room.facts.push(...room.world.settle(room.now));
  return room;
}

/** Raises or ends the alarm of a station. @returns what follows */
export function ring(room: HandWorld, grade: (typeof GRADES)[number], on = true): NewFact[] {
  return room.observe(`level-${GRADES.indexOf(grade)}`, on ? 4 : 1);
}

/** What each monitor shows, in words: its cells' texts. */
export function shown(room: HandWorld): string {
  return ["m1", "m2"].map((id) => [...room.state.cells.values()].filter((cell) => cell.monitorId === id).map((cell) => JSON.stringify(cell.panels[0]?.settings["text"] ?? "")).join("+")).join(" ").replaceAll('"', "");
}

/** A person's word on the only open proposal. */
export function answer(room: HandWorld, accept: boolean, by: AccountId = OPERATOR): NewFact[] {
  const [proposal] = room.state.proposals.values();
  if (proposal === undefined) throw new Error("no proposal is open");
  const facts = answerProposal(room.state, { proposalId: proposal.id, accept, by }, { now: room.now.wall, rev: room.facts.length + 1 });
  if (!facts.ok) throw new Error(JSON.stringify(facts.fault));
  return room.apply(...facts.value.map((body): NewFact => ({ ...body, at: room.now.wall })));
}

/** A person puts a text into a monitor's first cell. */
export function putText(room: HandWorld, monitorId: string, text: string): NewFact[] {
  const cell = [...room.state.cells.values()].find((one) => one.monitorId === monitorId);
  if (cell === undefined) throw new Error(`${monitorId} has no cell`);
  const edit = operate(room.state, [{ do: "put", cellId: cell.id, rev: cell.rev, panels: [textPanel(text)] }], { now: room.now.wall, rev: room.facts.length + 1, blame: () => undefined });
  if (!edit.ok) throw new Error(JSON.stringify(edit.fault));
  return room.apply({ kind: "wall:edited", at: room.now.wall, deed: edit.value.deed, changes: edit.value.changes, by: OPERATOR });
}
