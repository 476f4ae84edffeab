import { expect, test } from "vitest";
import { dayWithoutRoute, NO_NAMESPACE } from "../kit/no-route.ts";

if (NO_NAMESPACE !== undefined) console.log(`skipped: a day without a route (${NO_NAMESPACE})`);

const LIMIT = 900_000;

test.skipIf(NO_NAMESPACE !== undefined)("invariant 10 H-6.2c the flood day where no route leads out and no name is known: a case is closed, a simulation run, a table taken, and nothing tried to leave", { timeout: LIMIT + 60_000 }, async () => {
  const { dayTo, closed, states, report, policy, day, attempts, proof, refusedInLog } = await dayWithoutRoute(LIMIT);
  expect(dayTo).toBeGreaterThan(23 * 3600);
  expect(closed).toBe("closed");
  expect(states).toEqual(["done", "done"]);
  expect(report).toContain("Xả thêm");
  expect(day).toEqual({ ip4: 0, ip6: 0, names: [] });
  expect(refusedInLog).toEqual([]);
  // Windows are told to load from this room alone: no address but its own stands in their policy.
  expect(policy).toContain("default-src 'self'");
  expect(policy.match(/(?:https?|wss?):\/\/[^\s;]+/g)?.filter((address) => !/^wss?:\/\/127\.0\.0\.1:\d+$/.test(address))).toEqual([]);
  // The counts can count: three attempts on purpose are seen, each by its own.
  expect(attempts.filter((what) => what === "connected")).toEqual([]);
  expect(proof.ip4).toBeGreaterThan(day.ip4);
  expect(proof.ip6).toBeGreaterThan(day.ip6);
  expect(proof.names).toEqual(["lo-ra.example.vn"]);
});
