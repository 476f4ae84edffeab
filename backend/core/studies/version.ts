import { simulationKind } from "../simulations/index.ts";

/** Of what makes numbers of a run's rasters: another one may give other numbers. */
export const STUDY_VERSION = "study-2";
/** Names the code a study's numbers come of: other code, other numbers. */
export const codeVersion = (): string => `${STUDY_VERSION} ${simulationKind("flood")?.version ?? ""}`;
