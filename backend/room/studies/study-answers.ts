import type { RequestName } from "#contract/request";
import { fail } from "#contract/result";
import type { AnswersFor } from "../answers.ts";

type StudyRequests = Extract<RequestName, `study:${string}`>;

/** What-if studies, where the room has no keeper for them. */
export function withoutStudies(): AnswersFor<StudyRequests> {
  const not = (): ReturnType<typeof fail<{ code: "unavailable"; detail: string }>> => fail({ code: "unavailable", detail: "what-if studies are not kept in this room" });
  return {
    "study:list": not, "study:get": not, "study:save": not, "study:remove": not, "study:start": not, "study:estimate": not,
    "study:run": not, "study:cancel": not, "study:runs": not, "study:compare": not, "study:sensitivity": not,
  };
}
