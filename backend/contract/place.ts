/** What the backend writes into its data folder (`backend.json`) once it listens. After a kill it stays behind. */
export interface Place {
  pid: number;
  port: number;
  mqttPort?: number | undefined;
  /** The journal's epoch: which room it is, whatever the port. */
  room: string;
}

/** What `/healthz` answers: enough for a finder to tell this backend from whoever else got its port. No proof: see shell-proof.ts. */
export interface Health {
  ok: true;
  pid: number;
  room: string;
}

/** @param value parsed `backend.json`. @returns undefined when it is none */
export function placeOf(value: unknown): Place | undefined {
  if (typeof value !== "object" || value === null || !("pid" in value) || !("port" in value) || !("room" in value)) return undefined;
  const { pid, port, room } = value;
  if (typeof pid !== "number" || !Number.isInteger(pid) || pid < 1) return undefined;
  if (typeof port !== "number" || !Number.isInteger(port) || port < 1 || port > 65_535) return undefined;
  return typeof room === "string" && room !== "" ? { pid, port, room } : undefined;
}

/** @param health parsed answer of `/healthz`. @returns whether it comes from the backend that wrote the place */
export function isFrom(place: Place, health: unknown): boolean {
  if (typeof health !== "object" || health === null || !("pid" in health) || !("room" in health)) return false;
  return health.pid === place.pid && health.room === place.room;
}
