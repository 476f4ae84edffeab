import { useEffect, useState } from "react";
import type { RequestOutput } from "#contract/request";
import type { OptionRun, StudyRunIndex } from "#contract/study-result";
import type { SimulationRunId } from "#contract/simulation";
import type { StudyId } from "#contract/study";
import { useRequest, type Answer } from "../../live/hooks.ts";
import { runIndex } from "../../live/study-frames.ts";

/** How far each option is, asked a second (or `everyMs`) after each answer while this is shown: a slow answer is waited for, not asked over. */
export function useRuns(id: StudyId | undefined, everyMs = 1000): Answer<RequestOutput<"study:runs">> {
  const answer = useRequest("study:runs", id === undefined ? undefined : { id });
  const { again, result } = answer;
  useEffect(() => {
    if (result === undefined) return undefined;
    const timer = setTimeout(again, everyMs);
    return () => clearTimeout(timer);
  }, [again, result, everyMs]);
  return answer;
}

export const isUnderWay = ({ state }: OptionRun): boolean => state === "waiting" || state === "running";

/** The newest results by run, so that a new question is asked only when something new is done. */
export const doneKey = (runs: readonly OptionRun[]): string => runs.map((run) => (run.state === "done" ? run.runId : run.state === "failed" ? "x" : "")).join();

/** The comparison, asked anew when another option is done. */
export function useComparison(id: StudyId | undefined, runs: readonly OptionRun[]): Answer<RequestOutput<"study:compare">> {
  const answer = useRequest("study:compare", id === undefined ? undefined : { id });
  const key = doneKey(runs);
  const { again } = answer;
  useEffect(again, [again, key]);
  return answer;
}

/** Indices of runs never change; so many are remembered. */
const KEPT = 64;
const known = new Map<SimulationRunId, StudyRunIndex>();
/** After one that could not be had, ms. */
const RETRY_MS = 3000;

/** What each of these runs has to show; those on their way are missing. */
export function useIndices(runIds: readonly SimulationRunId[]): ReadonlyMap<SimulationRunId, StudyRunIndex> {
  const key = runIds.join();
  const [, heard] = useState(0);
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const missing = key.split(",").filter((id): id is SimulationRunId => id !== "" && !known.has(id as SimulationRunId));
      const answers = await Promise.all(missing.map(async (id) => ({ id, answer: await runIndex(id) })));
      for (const { id, answer } of answers) {
        if (!answer.ok) continue;
        known.set(id, answer.value);
        for (const old of known.keys()) if (known.size > KEPT) known.delete(old);
      }
      if (!wanted) return;
      heard((n) => n + 1);
      if (answers.some(({ answer }) => !answer.ok)) timer = setTimeout(() => void ask(), RETRY_MS);
    };
    void ask();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key]);
  return new Map(runIds.flatMap((id) => ((index) => (index === undefined ? [] : [[id, index] as const]))(known.get(id))));
}
