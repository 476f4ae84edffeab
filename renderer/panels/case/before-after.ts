import type { Evidence } from "#contract/incident";

/** A camera's first and last still of a case, where there are two: what was there before, and what is there now. In the order of the cameras' first ones. */
export function beforeAfter(evidence: readonly Evidence[]): { camera: string; before: Evidence; after: Evidence }[] {
  const stills = evidence.filter(({ filmed, type }) => (filmed?.is === "still" || filmed?.is === "snapshot") && type.startsWith("image/")).toSorted((a, b) => (a.filmed?.at ?? 0) - (b.filmed?.at ?? 0));
  const cameras = new Map<string, Evidence[]>();
  for (const one of stills) cameras.set(one.filmed?.cameraId ?? "", [...(cameras.get(one.filmed?.cameraId ?? "") ?? []), one]);
  return [...cameras.values()].flatMap((all) => {
    const [before, after] = [all[0], all.at(-1)];
    return before === undefined || after === undefined || before === after ? [] : [{ camera: after.filmed?.cameraName ?? "", before, after }];
  });
}
