import type { Incident } from "#contract/incident";
import type { ProcessEnv } from "./clocks.ts";

/** Nothing more is done at this step. */
export const isFinal = (step: string, { template }: Pick<ProcessEnv, "template">): boolean => template.steps.find(({ id }) => id === step)?.final === true;

/** The leading agency has answered, and the centre has not looked at it yet. */
export const isAnswered = ({ step }: Pick<Incident, "step">, { template }: Pick<ProcessEnv, "template">): boolean => template.moves.some(({ on, from, to }) => on === "answered" && to === step && !from.includes(step));
