/** A monitor, as far as the layout cares. Pixels of the desktop, device-independent. */
export interface Monitor {
  id: number;
  label: string;
  bounds: { x: number; y: number; width: number; height: number };
}

/** One window that should exist. */
export interface Place {
  monitor: number;
  role: "console" | "wall";
  /** Name of the monitor that stays the same when it is pulled and put back. */
  name: string;
  bounds: Monitor["bounds"];
}

/** The console stands on the primary monitor, a wall window fills each other one. */
export function layout(monitors: readonly Monitor[], primary: number): Place[] {
  return monitors.map((monitor) => ({
    monitor: monitor.id,
    role: monitor.id === primary ? "console" : "wall",
    name: stableName(monitor),
    bounds: monitor.bounds,
  }));
}

/** Ids change with the cable; two monitors of one make share a label: the place on the desktop tells them apart. */
function stableName({ label, bounds }: Monitor): string {
  return `${label === "" ? "Màn hình" : label.slice(0, 60)} (${bounds.x},${bounds.y})`;
}
