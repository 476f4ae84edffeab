import type { Binding } from "#contract/wall";
import type { Now } from "../../backend/core/now.ts";
import { GRADES } from "./wall-world.ts";

type Grade = (typeof GRADES)[number];
type Picture = readonly [string, string];
const SCENES: Record<string, readonly number[]> = { flood: [0], storm: [0, 1], night: [0, 1] };
const rank = (grade: Grade | undefined): number => (grade === undefined ? 9 : GRADES.indexOf(grade));

interface Open {
  grade: Grade;
  mode: "ask" | "tell";
  at: number;
  due: number;
  steady: number;
}
interface Level {
  id: string;
  before: Picture;
  beforeScene: string | undefined;
  /** Places of the wall whose picture it changed, and those that a person has made his own since. */
  held: readonly number[];
  kept: Set<number>;
  /** Its scene is on since then. */
  since: number;
  due?: { wall: number; steady: number };
}

/**
 * What bindings are to do, told as plainly as can be: a list of what is open, and a pile of pictures. One alarm a grade; each
 * binding has a scene of its own.
 */
export function openWallModel(given: readonly Binding[]) {
  // Who comes first where an alarm concerns several: the one first by name, on every run.
  const bindings = [...given].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ringing = new Set<Grade>();
  const open = new Map<string, Open>();
  /** Gravest grade proposed since the class was last quiet. */
  const spoken = new Map<string, Grade>();
  let picture: Picture = ["own", "own"];
  let scene: string | undefined;
  let pile: Level[] = [];

  const byId = (id: string): Binding => bindings.find((one) => one.id === id)!;
  const isAbout = (binding: Binding, grade: Grade): boolean => binding.priorities.length === 0 || binding.priorities.includes(grade);
  const rings = (id: string): boolean => GRADES.some((grade) => ringing.has(grade) && isAbout(byId(id), grade));
  /** The grade of the alarm whose scene is on the wall. */
  const reign = (): { grade: Grade | undefined } | undefined => {
    const top = pile.at(-1);
    const king = top?.id ?? bindings.find((one) => scene === one.sceneId && rings(one.id))?.id;
    return king === undefined ? undefined : { grade: last.get(king) };
  };
  /** Of the newest proposal that was answered, also when its class has been quiet since. */
  const last = new Map<string, Grade>();

  /** When a person said no, and to what; and when the binding cut by itself. An instant ahead of the clock is of a clock set back. */
  const refused = new Map<string, { at: number; grade: Grade }>();
  const cuts = new Map<string, number[]>();
  const isQuiet = (id: string, grade: Grade, { wall }: Now): boolean => {
    const no = refused.get(id);
    return no !== undefined && wall >= no.at && wall < no.at + 300_000 && rank(grade) >= rank(no.grade);
  };
  const chatters = (id: string, { wall }: Now): boolean => {
    const three = (cuts.get(id) ?? []).slice(-3);
    return three.length === 3 && three[2]! <= wall && wall < three[2]! + 600_000 && three[2]! - three[0]! <= 600_000;
  };
  const steady30 = (at: number | undefined, { wall }: Now): number => (at === undefined ? 0 : Math.min(at, wall) + 30_000 - wall);

  function cut(id: string, now: Now): void {
    const { sceneId, backAfter } = byId(id);
    const held = SCENES[sceneId]!.filter((i) => picture[i] !== sceneId);
    pile = backAfter === undefined ? [] : [...pile, { id, before: picture, beforeScene: scene, held, kept: new Set(), since: now.wall }];
    const seen = (i: 0 | 1): string => (SCENES[sceneId]!.includes(i) ? sceneId : picture[i]);
    picture = [seen(0), seen(1)];
    scene = sceneId;
  }
  /** Some place is still to be given back by somebody, and no person's own from there up. */
  function leadsOn(): boolean {
    const own = new Set<number>();
    return pile.toReversed().some((level) => {
      for (const i of level.kept) own.add(i);
      return level.held.some((i) => !own.has(i));
    });
  }
  function back(now: Now): void {
    do {
      const level = pile.pop()!;
      const seen = (i: 0 | 1): string => (level.held.includes(i) && !level.kept.has(i) ? level.before[i] : picture[i]);
      picture = [seen(0), seen(1)];
      scene = scene === undefined || level.kept.size > 0 ? undefined : level.beforeScene;
      for (const i of level.kept) pile.at(-1)?.kept.add(i);
      pile = leadsOn() ? pile : [];
    } while (pile.length > 0 && !rings(pile.at(-1)!.id));
    const under = pile.at(-1);
    if (under !== undefined) {
      delete under.due;
      under.since = now.wall;
    }
    // What a scene that is on again was proposed for has what it wants.
    for (const id of open.keys()) if (byId(id).sceneId === scene) close(id);
  }
  function close(id: string): void {
    last.set(id, open.get(id)!.grade);
    open.delete(id);
  }

  return {
    ring(grade: Grade, now: Now): void {
      if (ringing.has(grade)) return;
      ringing.add(grade);
      const king = reign();
      for (const binding of bindings) {
        if (!isAbout(binding, grade)) continue;
        const said = spoken.get(binding.id);
        if (scene === binding.sceneId || pile.at(-1)?.id === binding.id || open.has(binding.id) || (said !== undefined && rank(grade) >= rank(said)) || isQuiet(binding.id, grade, now)) continue;
        const mode = binding.mode === "tell" && !chatters(binding.id, now) && (king === undefined || rank(grade) < rank(king.grade)) ? "tell" : "ask";
        const wait = mode === "tell" ? Math.max(5000, steady30(cuts.get(binding.id)?.at(-1), now)) : 60_000;
        open.set(binding.id, { grade, mode, at: now.wall, due: now.wall + wait, steady: now.steady + wait });
        spoken.set(binding.id, grade);
      }
      const top = pile.at(-1);
      if (top !== undefined && isAbout(byId(top.id), grade)) delete top.due;
    },
    calm(grade: Grade, now: Now): void {
      if (!ringing.delete(grade)) return;
      for (const { id } of bindings.filter((one) => isAbout(one, grade) && !rings(one.id))) {
        if (open.has(id)) close(id);
        spoken.delete(id);
      }
      const top = pile.at(-1);
      if (top === undefined || rings(top.id) || top.due !== undefined) return;
      const wait = Math.max(byId(top.id).backAfter! * 1000, steady30(top.since, now));
      if (wait <= 0) back(now);
      else top.due = { wall: now.wall + wait, steady: now.steady + wait };
    },
    tick(now: Now): void {
      const due = [...open].filter(([, one]) => now.wall >= one.due || now.steady >= one.steady).sort((a, b) => rank(a[1].grade) - rank(b[1].grade) || a[1].due - b[1].due);
      for (const [id, one] of due) {
        const king = reign();
        const goes = one.mode === "tell" && (king === undefined || rank(one.grade) < rank(king.grade));
        close(id);
        if (!goes) continue;
        cuts.set(id, [...(cuts.get(id) ?? []), now.wall]);
        cut(id, now);
      }
      const top = pile.at(-1);
      if (top?.due !== undefined && (now.wall >= top.due.wall || now.steady >= top.due.steady)) back(now);
    },
    answer(id: string, accept: boolean, now: Now): void {
      if (!accept) refused.set(id, { at: now.wall, grade: open.get(id)!.grade });
      close(id);
      if (accept) cut(id, now);
    },
    put(monitor: number, text: string): void {
      picture = [monitor === 0 ? text : picture[0], monitor === 1 ? text : picture[1]];
      scene = undefined;
      const top = pile.at(-1);
      if (top === undefined || top.kept.has(monitor) || !pile.some((level) => level.held.includes(monitor))) return;
      top.kept.add(monitor);
      if (!leadsOn()) pile = [];
    },
    /** A new process: its steady clock has no past, so what waits, waits as long as it ever was to. */
    restart(now: Now): void {
      for (const one of open.values()) one.steady = now.steady + Math.min(Math.max(0, one.due - now.wall), one.due - one.at);
      const top = pile.at(-1);
      if (top?.due !== undefined) top.due.steady = now.steady + Math.min(Math.max(0, top.due.wall - now.wall), Math.max(byId(top.id).backAfter! * 1000, 30_000));
    },
    open: () => [...open.keys()].sort(),
    shown: () => picture.join(" "),
    scene: () => scene,
    mayGoBack: () => pile.length > 0,
  };
}
