import { DrillRunId, ExerciseId, Inject, type DrillRun, type Exercise, type Given } from "#contract/drill";
import { AccountId } from "#contract/ids";

/** An exercise and a run of it, made by hand. */
export const RUN = DrillRunId.parse("dt-2026-11-23-1");
export const [TRUC_BAN, TRUONG_CA] = ["truc-ban", "truong-ca"].map((id) => AccountId.parse(id)) as [AccountId, AccountId];

export function injectOf(id: string, at: number, more: Partial<Inject> = {}): Inject {
  return Inject.parse({ id, at, title: `Tình huống ${id}`, place: "Kim Long", text: "Nước lên", priority: "high", expected: { verdict: "true", verdictWithin: 60, orderWithin: 300 }, ...more });
}

/** @param seconds of each inject; or the injects themselves */
export function exerciseOf(injects: readonly (number | Inject)[]): Exercise {
  return { id: ExerciseId.parse("bai"), name: "Bài thử", situation: "Mưa lớn", injects: injects.map((inject, i) => (typeof inject === "number" ? injectOf(`i${i}`, inject) : inject)), participants: [], version: 1 };
}

export function startedRun(exercise: Exercise, at: number, given: readonly Given[] = []): DrillRun {
  return { id: RUN, exercise, by: TRUONG_CA, startedAt: at, zeroAt: at, pauses: [], until: at + 8 * 3_600_000, given: [...given] };
}
