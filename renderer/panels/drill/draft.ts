import { ExerciseDraft, type Exercise, type Inject } from "#contract/drill";
import type { Priority } from "#contract/alarm";
import { readScriptTime, scriptTime } from "./use-drill.ts";

/** An inject as its form holds it: times as they are typed. */
export interface InjectText {
  id: string;
  at: string;
  title: string;
  titleEn: string;
  place: string;
  text: string;
  textEn: string;
  priority: Priority;
  areaId: string;
  scenarioId: string;
  verdict: "true" | "false";
  verdictWithin: string;
  orderWithin: string;
  lead: string;
  action: string;
  /** What the form does not show and keeps. */
  kept: Pick<Inject, "position" | "picture">;
}
export interface ExerciseText {
  name: string;
  nameEn: string;
  situation: string;
  situationEn: string;
  participants: string;
  injects: InjectText[];
}

const shown = (seconds: number | undefined): string => (seconds === undefined ? "" : scriptTime(seconds).slice(1));

export function textOf(exercise: Exercise | undefined): ExerciseText {
  if (exercise === undefined) return { name: "", nameEn: "", situation: "", situationEn: "", participants: "", injects: [freshInject([])] };
  const { name, nameEn = "", situation, situationEn = "", participants, injects } = exercise;
  return {
    name, nameEn, situation, situationEn, participants: participants.join("\n"),
    injects: injects.map(({ id, at, title, titleEn = "", place, text, textEn = "", priority, areaId = "", scenarioId = "", expected, position, picture }) => ({
      id, at: shown(at), title, titleEn, place, text, textEn, priority, areaId, scenarioId, verdict: expected.verdict, verdictWithin: shown(expected.verdictWithin), orderWithin: shown(expected.orderWithin), lead: expected.lead ?? "", action: expected.action,
      kept: { ...(position !== undefined && { position }), ...(picture !== undefined && { picture }) },
    })),
  };
}

/** A new inject, five minutes after the last, with an id of its own. */
export function freshInject(before: readonly InjectText[]): InjectText {
  let n = before.length + 1;
  while (before.some(({ id }) => id === `tinh-huong-${n}`)) n++;
  const last = Math.max(-240, ...before.map(({ at }) => readScriptTime(at) ?? 0));
  return { id: `tinh-huong-${n}`, at: shown(last + 300), title: "", titleEn: "", place: "", text: "", textEn: "", priority: "high", areaId: "", scenarioId: "", verdict: "true", verdictWithin: "2:00", orderWithin: "8:00", lead: "", action: "", kept: {} };
}

const or = <K extends string>(key: K, text: string): { [key in K]?: string } => (text.trim() === "" ? {} : ({ [key]: text.trim() } as { [key in K]: string }));

/** What the form says as the contract wants it, injects in the order of their time. @returns the draft, or where it is wrong and why */
export function draftOf(text: ExerciseText, id: string): { ok: true; draft: ExerciseDraft } | { ok: false; where: string; what: string } {
  const injects: unknown[] = [];
  const timed = text.injects.map((inject) => ({ inject, at: readScriptTime(inject.at) }));
  for (const [i, { inject, at }] of timed.entries()) if (at === undefined) return { ok: false, where: `injects.${i}.at`, what: inject.at };
  for (const { inject, at } of timed.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))) {
    const { verdict, kept, priority } = inject;
    injects.push({
      id: inject.id, at, title: inject.title, place: inject.place, text: inject.text, priority, ...kept, ...or("titleEn", inject.titleEn), ...or("textEn", inject.textEn), ...or("areaId", inject.areaId), ...(verdict === "true" && or("scenarioId", inject.scenarioId)),
      expected: { verdict, verdictWithin: readScriptTime(inject.verdictWithin), ...(verdict === "true" && inject.orderWithin.trim() !== "" && { orderWithin: readScriptTime(inject.orderWithin) ?? null }), ...(verdict === "true" && or("lead", inject.lead)), action: inject.action },
    });
  }
  const parsed = ExerciseDraft.safeParse({ id, name: text.name, situation: text.situation, ...or("nameEn", text.nameEn), ...or("situationEn", text.situationEn), injects, participants: text.participants.split("\n").map((line) => line.trim()).filter((line) => line !== "") });
  const issue = parsed.error?.issues[0];
  return parsed.success ? { ok: true, draft: parsed.data } : { ok: false, where: issue?.path.join(".") ?? "", what: issue?.message ?? "" };
}
