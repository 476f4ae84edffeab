import type { DrillSign } from "#contract/drill";
import type { Fact } from "#contract/fact";

/** What a window knows of the exercise under way after these facts; the same object where none of them is of it. */
export function applyToDrill(before: DrillSign | undefined, facts: readonly Fact[]): DrillSign | undefined {
  let drill = before;
  for (const fact of facts) {
    switch (fact.kind) {
      case "drill:started": drill = { runId: fact.runId, name: fact.name, ...(fact.nameEn !== undefined && { nameEn: fact.nameEn }), paused: false }; break;
      case "drill:paused":
      case "drill:resumed": if (drill?.runId === fact.runId) drill = { ...drill, paused: fact.kind === "drill:paused" }; break;
      case "drill:ended": if (drill?.runId === fact.runId) drill = undefined; break;
      default: break;
    }
  }
  return drill;
}
