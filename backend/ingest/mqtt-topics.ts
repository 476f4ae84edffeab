import type { Form } from "./sensorthings.ts";

const OBSERVATIONS = ")/Observations";
const DATASTREAM = "v1.1/Datastreams(";

/** @returns what a message on this topic is (OGC 18-088 §14.2); undefined: nothing that may be published here */
export function formOf(topic: string): Form | undefined {
  if (topic === "v1.1/Observations") return { kind: "observation" };
  if (topic === "v1.1/CreateObservations") return { kind: "data-array" };
  if (!topic.startsWith(DATASTREAM) || !topic.endsWith(OBSERVATIONS)) return undefined;
  const datastreamId = entityId(topic.slice(DATASTREAM.length, -OBSERVATIONS.length));
  return datastreamId === undefined ? undefined : { kind: "observation", datastreamId };
}

/** The id between the parentheses of a SensorThings address; a text id may stand in single quotes. */
export function entityId(text: string): string | undefined {
  const bare = text.length > 1 && text.startsWith("'") && text.endsWith("'") ? text.slice(1, -1) : text;
  return bare.length > 0 && bare.length <= 200 ? bare : undefined;
}

/** Where a source hears what became of its refused messages; the only topic it may subscribe to. */
export const statusTopic = (sourceId: string): string => `kydai/${sourceId}/status`;
