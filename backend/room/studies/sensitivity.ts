import { fail, ok } from "#contract/result";
import type { SimulationFault } from "#contract/simulation";
import type { Study, StudyDraft } from "#contract/study";
import type { StudySensitivity } from "#contract/study-result";
import { coarser, probes, rowsOf } from "../../core/studies/sensitivity.ts";
import type { RoomState } from "../../core/state.ts";
import type { Gathered, StudyRunning, StudyThreads } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { roomOf } from "./study-answers.ts";
import { printOf, type StudyKeeper } from "./study-keeper.ts";

/** Questions kept, the newest: each is thirteen runs, and a restart forgets them. One is computed at a time, beside the options. */
const KEPT = 24;

interface Asked {
  draft: StudyDraft;
  study: Study;
  optionId: StudySensitivity["optionId"];
  criterion: StudySensitivity["criterion"];
  gathered: Gathered | undefined;
  state: StudySensitivity["state"];
  values: (number | undefined)[];
  fault?: SimulationFault;
}
interface Options {
  keeper: Pick<StudyKeeper, "find">;
  threads: Pick<StudyThreads, "probe">;
  state: RoomState;
  /** What the study's runs began from, or what is measured now. */
  gather(study: Study): Promise<Gathered>;
}

/** Which input of an option matters most. */
export function openSensitivity({ keeper, threads, state, gather }: Options): { answers: AnswersFor<"study:sensitivity">; busy(): boolean; close(): Promise<void> } {
  const asked = new Map<string, Asked>();
  let running: StudyRunning<undefined> | undefined;
  let closed = false;

  async function begin(one: Asked): Promise<void> {
    one.state = "running";
    one.gathered ??= await gather(one.study);
    if (closed) return;
    const { study: draft, gathered, optionId, criterion } = one;
    running = threads.probe({ draft, gathered, optionId, criterion, room: roomOf(state) }, (index, value) => void (one.values[index] = value));
    const end = await running.ended;
    running = undefined;
    one.state = end.ok ? "done" : "failed";
    if (!end.ok) one.fault = end.fault;
    next();
  }
  function next(): void {
    if (closed || [...asked.values()].some((one) => one.state === "running")) return;
    const waiting = [...asked.values()].find((one) => one.state === "waiting");
    if (waiting === undefined) return;
    begin(waiting).catch((error: unknown) => {
      waiting.state = "failed";
      waiting.fault = { code: "worker-died", detail: error instanceof Error ? error.message.slice(0, 300) : "" };
      next();
    });
  }

  return {
    answers: {
      "study:sensitivity": ({ id, optionId, criterion }, party) => {
        const found = keeper.find(id, party);
        if (!found.ok) return found;
        if (!found.value.options.some((option) => option.id === optionId)) return fail({ code: "unknown-id", kind: "option", id: optionId });
        const key = `${id} ${optionId} ${criterion} ${printOf(found.value, optionId)}`;
        let one = asked.get(key);
        if (one === undefined || one.state === "failed") {
          const idle = [...asked].filter(([, { state: at }]) => at === "done" || at === "failed");
          if (asked.size >= KEPT && idle[0] === undefined) return fail({ code: "too-many", retryAfter: 60 });
          if (asked.size >= KEPT) asked.delete(idle[0]![0]);
          one = { draft: coarser(found.value), study: found.value, optionId, criterion, gathered: undefined, state: "waiting", values: [] };
          asked.set(key, one);
          next();
        }
        const done = one.values.filter((value) => value !== undefined).length / probes().length;
        return ok({ simulated: true, optionId, cell: one.draft.cell, criterion, state: one.state, done, ...(one.fault !== undefined && { fault: one.fault }), ...rowsOf(one.values) });
      },
    },
    busy: () => [...asked.values()].some((one) => one.state === "running" || one.state === "waiting"),
    async close() {
      closed = true;
      await running?.kill();
    },
  };
}
