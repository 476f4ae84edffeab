import { fail } from "#contract/result";
import type { RequestName } from "#contract/request";
import type { AnswersFor } from "./answers.ts";

export type WallRequests = Extract<RequestName, `wall:${string}` | `shell:${string}`>;

/** Until the wall's keeper is open, every request about the wall may be repeated later. */
export function wallAnswers(): AnswersFor<WallRequests> {
  const later = () => fail({ code: "unavailable" as const, detail: "wall" });
  return {
    "wall:operate": later, "wall:design": later, "wall:undo": later, "wall:redo": later, "wall:cut": later, "wall:scene-save": later, "wall:scene-remove": later,
    "wall:binding-save": later, "wall:binding-remove": later, "wall:schedule-save": later, "wall:schedule-remove": later, "wall:answer": later,
    "wall:export": later, "wall:import": later, "wall:at": later, "wall:restore": later, "wall:screens": later, "wall:attend": later, "shell:report": later,
  };
}
