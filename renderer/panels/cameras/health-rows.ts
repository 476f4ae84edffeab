import type { Camera, StreamState } from "#contract/camera";
import { upShare, type CameraService } from "#contract/camera-service";
import { CLOCK_OFF, CLOCK_RUNS, GRAVITY, graver } from "./camera-state.ts";
import type { ListedCamera } from "../use-cameras.ts";

/** What the table can be sorted by. */
export const COLUMNS = ["name", "now", "share", "fault", "losses", "off", "centre", "unwatched", "behind", "fps", "clock"] as const;
export type Column = (typeof COLUMNS)[number];

/** Of now, and known of cameras that somebody looks at: where none of them tells it, there is no such column. */
const TOLD: Readonly<Partial<Record<Column, (row: HealthRow) => unknown>>> = { behind: ({ state }) => state.behind, fps: ({ state }) => state.fps, clock: ({ clock }) => clock };

/** The columns that hold something. */
export function columnsOf(rows: readonly HealthRow[]): readonly Column[] {
  return COLUMNS.filter((column) => rows.some((row) => TOLD[column] === undefined || TOLD[column](row) !== undefined));
}

/** One camera of the table; what is not known is undefined, never 0. */
export interface HealthRow {
  camera: Camera;
  state: StreamState;
  /** Whether somebody should see to it; 0: nobody need. */
  ill: number;
  service: CameraService | undefined;
  share: number | undefined;
  /** s; what it runs away by in an hour, s. */
  clock: number | undefined;
  drift: number | undefined;
}

export function healthRows(cameras: readonly ListedCamera[], services: readonly CameraService[]): HealthRow[] {
  const byId = new Map(services.map((one) => [one.cameraId, one]));
  return cameras.map(({ camera, states }) => {
    const state = graver(states.main, states.sub);
    const [clockOff, drift] = [worst(states.main.clockOff, states.sub?.clockOff), worst(states.main.drift, states.sub?.drift)];
    const service = byId.get(camera.id);
    return { camera, state, ill: camera.enabled ? illOf(state, clockOff, drift) : 0, service, share: service && upShare(service), clock: clockOff === undefined ? undefined : clockOff / 1000, drift: drift === undefined ? undefined : drift / 1000 };
  });
}

const worst = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined || (b !== undefined && Math.abs(b) > Math.abs(a)) ? b : a);

/** Without a picture is worse than with a wrong one, that worse than late or with a wrong clock. */
export function illOf({ is, picture, reason }: StreamState, clockOff: number | undefined, drift: number | undefined): number {
  // While the centre's own process is away nobody knows, and what is switched off is missed by nobody.
  if (is === "lost") return reason === "gateway" || reason === "off" ? 0 : 4;
  if (is === "frozen") return 3;
  if (picture !== undefined) return 2;
  return is === "late" || Math.abs(clockOff ?? 0) > CLOCK_OFF || Math.abs(drift ?? 0) > CLOCK_RUNS ? 1 : 0;
}

/** Sorted by one column, the worst of it first unless `reversed`; without one by how ill they are. What is not known comes last. */
export function sortRows(rows: readonly HealthRow[], column: Column | undefined, reversed: boolean): HealthRow[] {
  const collator = new Intl.Collator("vi", { numeric: true });
  const byName = (a: HealthRow, b: HealthRow): number => collator.compare(a.camera.name, b.camera.name);
  const by = (value: (row: HealthRow) => number | undefined) => (a: HealthRow, b: HealthRow): number => {
    const [of, than] = [value(a), value(b)];
    return of === undefined || than === undefined ? Number(of === undefined) - Number(than === undefined) : (than - of) * (reversed ? -1 : 1);
  };
  const worse: Record<Exclude<Column, "name">, (row: HealthRow) => number | undefined> = {
    now: ({ camera, state }) => (camera.enabled ? GRAVITY.indexOf(state.is) : undefined),
    share: ({ share }) => (share === undefined ? undefined : -share),
    fault: ({ service }) => service?.fault, losses: ({ service }) => service?.losses, off: ({ service }) => service?.off, centre: ({ service }) => service?.centre, unwatched: ({ service }) => service?.unwatched,
    behind: ({ state }) => state.behind, fps: ({ state }) => (state.fps === undefined ? undefined : -state.fps),
    clock: ({ clock, drift }) => (clock === undefined && drift === undefined ? undefined : Math.max(Math.abs(clock ?? 0), Math.abs(drift ?? 0))),
  };
  if (column === "name") return rows.toSorted((a, b) => byName(a, b) * (reversed ? -1 : 1));
  if (column !== undefined) return rows.toSorted((a, b) => by(worse[column])(a, b) || byName(a, b));
  return rows.toSorted((a, b) => b.ill - a.ill || by(worse.share)(a, b) || by(worse.fault)(a, b) || byName(a, b));
}
