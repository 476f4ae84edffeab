import { openLocalInertial } from "../../backend/core/simulations/flood/local-inertial.ts";
import type { Case } from "./case.ts";
import { DAM_CASES } from "./dams.ts";
import { ea4Case } from "./ea4.ts";
import { flowCases } from "./flows.ts";
import { GAUGE_CASES } from "./gauge.ts";
import { PACE_CASES } from "./paces.ts";
import { propertyCases } from "./properties.ts";
import { structureCases } from "./structures.ts";
import { TWIN_CASES } from "./twin.ts";
import { waveCases } from "./waves.ts";

/** Every case of the table, in its order. The reference kernel, where nothing else is said. */
export const CASES: readonly Case[] = [
  ...waveCases(openLocalInertial), ...flowCases(openLocalInertial), ...propertyCases(openLocalInertial), ...structureCases(openLocalInertial), ...DAM_CASES,
  ea4Case(openLocalInertial), ...TWIN_CASES, ...PACE_CASES, ...GAUGE_CASES,
];
