import { SETS } from "./model.ts";
import type { Body } from "./render.ts";

const SPEC = "http://www.opengis.net/spec/iot_sensing/1.1/req";
/**
 * OGC 18-088 Annex A: what reading does, requirement by requirement. The whole class `request-data` is not claimed: its
 * geometry functions are missing. Observations can also be created, by HTTP and MQTT.
 */
const CONFORMANCE = [
  `${SPEC}/datamodel`,
  `${SPEC}/resource-path/resource-path-to-entities`,
  ...["order", "select", "expand", "top", "skip", "count", "orderby", "filter", "built-in-filter-operations", "pagination", "status-code", "query-status-code"].map((name) => `${SPEC}/request-data/${name}`),
  `${SPEC}/create-observations-via-mqtt/observations-creation`,
];

/** §9.1: what the service has and what it can. */
export function serviceRoot(root: string): Body {
  return { value: SETS.map((name) => ({ name, url: `${root}/${name}` })), serverSettings: { conformance: CONFORMANCE } };
}
