import { simulationKind } from "../simulations/index.ts";

/** Of what makes a run's rasters and what is kept beside them: another one may give other numbers, or keep others. */
export const STUDY_VERSION = "study-4";
/** Names the code a study's numbers come of: other code, other numbers. */
export const codeVersion = (): string => `${STUDY_VERSION} ${simulationKind("flood")?.version ?? ""}`;
