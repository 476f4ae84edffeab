import type { CameraId } from "#contract/camera";
import type { Clock } from "../../ports.ts";
import type { Devices } from "./devices.ts";
import { openListener } from "./listener.ts";
import type { GatewayCamera } from "./orders.ts";
import type { Heard, Noticed } from "./questions.ts";

/** All cameras that are listened to. */
export interface Listeners {
  /** All cameras as they are now: those that changed are listened to anew. */
  update(cameras: readonly GatewayCamera[]): void;
  /** @returns when cameras were told */
  close(): Promise<unknown>;
}

interface Options {
  devices: Pick<Devices, "open">;
  clock: Clock;
  chance: () => number;
  onHeard: (heard: Heard) => void;
  onNoticed: (noticed: Noticed) => void;
}

/** One listener a camera that is in use and whose events are wanted. */
export function openListeners({ devices, clock, chance, onHeard, onNoticed }: Options): Listeners {
  const running = new Map<CameraId, { settings: string; stop: () => Promise<unknown> }>();
  return {
    update(cameras) {
      const wanted = new Map(cameras.filter(({ enabled, control }) => enabled && control?.events === true).map((camera) => [camera.id, JSON.stringify([camera.control, camera.login, camera.certificate])]));
      for (const [id, { settings, stop }] of running) {
        if (wanted.get(id) === settings) continue;
        void stop();
        running.delete(id);
      }
      for (const [id, settings] of wanted) {
        if (running.has(id)) continue;
        running.set(id, { settings, stop: openListener({ id, open: () => devices.open(id), clock, chance, onListening: (listening) => onHeard({ cameraId: id, listening }), onNoticed }) });
      }
    },
    close() {
      const stopping = [...running.values()].map(({ stop }) => stop());
      running.clear();
      return Promise.all(stopping);
    },
  };
}
