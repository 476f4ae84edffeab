import { expect, test } from "vitest";
import { SimulatedFrame, SimulationRunId } from "#contract/simulation";
import { runToEnd } from "../define.ts";
import { prepareSimulation } from "../index.ts";

const SIDE = 90, DX = 10;
type Grid = Extract<SimulatedFrame, { visual: "grid" }>;

/** The last report of a plane that falls so much a metre to the east and to the north, under an even sheet of water. */
function report(fall: readonly [number, number], depth: number): readonly SimulatedFrame[] {
  const cells = SIDE * SIDE;
  const ground = Float64Array.from({ length: cells }, (_v, k) => 20 - DX * ((k % SIDE) * fall[0] + Math.floor(k / SIDE) * fall[1]));
  const prepared = prepareSimulation("flood", { params: { duration: 120, every: 60, projection: "EPSG:9216", datum: "Hòn Dấu", precision: "f64", roughness: 0.06 }, frame: { nx: SIDE, ny: SIDE, dx: DX, projection: "EPSG:9216", datum: "Hòn Dấu" }, arrays: { ground, depth: new Float64Array(cells).fill(depth) } });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.fault));
  let last: readonly SimulatedFrame[] = [];
  const end = runToEnd(prepared.value.run(SimulationRunId.parse("run")), (step) => {
    last = step.report?.frames ?? last;
    return true;
  });
  if (!end.ok) throw new Error(JSON.stringify(end.fault));
  return last;
}
const gridOf = (frames: readonly SimulatedFrame[], quantity: string): Grid => {
  const found = frames.find((frame) => frame.quantity === quantity);
  if (found?.visual !== "grid") throw new Error(`no ${quantity}`);
  return found;
};

// Manning's law: |v| = h^(2/3) √S / n down the steepest slope, reached within some 12 s (v / 2gS); walls are not felt in the middle so soon.
test.each<[string, readonly [number, number]]>([["east", [0.002, 0]], ["south", [0, -0.002]], ["east by north", [0.002, 0.001]], ["west by south", [-0.002, -0.001]]])("a sheet of water on a plane that falls to the %s flows there, as fast as Manning says", (_where, fall) => {
  const frames = report(fall, 0.5);
  const [east, north] = [gridOf(frames, "flow-east"), gridOf(frames, "flow-north")];
  expect(east).toMatchObject({ unit: "m/s", of: 3, nx: 30, ny: 30 });
  const middle = 15 * 30 + 15;
  const slope = Math.hypot(...fall);
  const speed = (0.5 ** (2 / 3) * Math.sqrt(slope)) / 0.06;
  expect((east.values[middle] ?? 0) / speed).toBeCloseTo(fall[0] / slope, 2);
  expect((north.values[middle] ?? 0) / speed).toBeCloseTo(fall[1] / slope, 2);
});

test("water too shallow has no direction, and frames stay what the contract says", () => {
  const frames = report([0.002, 0], 0.05);
  expect(gridOf(frames, "flow-east").values.every((value) => Number.isNaN(value))).toBe(true);
  for (const frame of frames) expect(SimulatedFrame.safeParse(frame).success).toBe(true);
});
