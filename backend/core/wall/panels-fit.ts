import { fail, ok, type Result } from "#contract/result";
import type { WallPanel } from "#contract/wall";
import { panelProblem } from "#contract/wall-panels";
import { sameBody } from "./same-body.ts";

/**
 * Whether panels can be shown, each by its own schema. What the cell holds already may stay, also a kind that this version
 * does not know (it came with a file).
 *
 * @param path of the panels in the request, for the fault
 */
export function panelsFit(panels: readonly WallPanel[], path: string, held: readonly WallPanel[] = []): Result<void> {
  for (const [i, panel] of panels.entries()) {
    const problem = panelProblem(panel);
    if (problem === undefined || held.some((one) => sameBody(one, panel))) continue;
    return fail({ code: "malformed", path: `${path}.${i}`, detail: `${problem.why}: ${problem.detail}`.slice(0, 300) });
  }
  return ok(undefined);
}
