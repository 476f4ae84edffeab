import type { CameraId, Listening } from "#contract/camera";
import type { Result } from "#contract/result";
import type { Clock } from "../../ports.ts";
import type { OnvifDevice } from "../onvif/device.ts";
import type { Notice } from "../onvif/notices.ts";
import { LIFE, openPullPoint, type PullPoint } from "../onvif/pull-point.ts";
import { openTogether } from "../onvif/together.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import { waitAfter } from "./backoff.ts";
import type { Noticed } from "./questions.ts";

/** Messages of one camera that are taken in a minute; more are counted and left. */
export const MOST_A_MINUTE = 240;
/** A camera that answers at once though it has nothing to say is asked again so much later, ms. */
const BREATH = 500;
/** A room's cameras are begun with over so long, ms. */
const SPREAD = 2000;
/** What happens without an end of its own holds so long, ms: a line that was crossed. */
export const PULSE = 5000;

interface Options {
  id: CameraId;
  open: () => Promise<Result<OnvifDevice, RtspFault>>;
  clock: Clock;
  chance: () => number;
  onListening: (listening: Listening) => void;
  onNoticed: (noticed: Noticed) => void;
}

/** Listens to one camera for as long as it is wanted: subscribes, asks, renews, and subscribes again when that was lost. @returns the way to stop, which ends when the camera was told */
export function openListener({ id, open, clock, chance, onListening, onNoticed }: Options): () => Promise<unknown> {
  let [over, failures] = [false, 0];
  let wake = (): void => undefined;
  let point: PullPoint | undefined;
  let listening: Listening = { is: "connecting", since: clock.wall() };
  let minute = { begun: clock.steady(), taken: 0 };
  const together = openTogether();
  /** Ends of what has none of its own, by what it is. */
  const ends = new Map<string, () => void>();

  const rest = (ms: number): Promise<void> => new Promise((go) => {
    const cancel = clock.after(ms, go);
    wake = () => {
      cancel();
      go();
    };
  });
  function become(is: Listening["is"], reason?: RtspFault["reason"]): void {
    if (over || (listening.is === is && listening.reason === reason)) return;
    listening = { is, since: clock.wall(), ...(reason !== undefined && { reason }) };
    onListening(listening);
  }
  function pulse({ kind, input, at }: Noticed["notices"][number]): void {
    const key = `${kind} ${input ?? ""}`;
    ends.get(key)?.();
    ends.set(key, clock.after(PULSE, () => {
      ends.delete(key);
      onNoticed({ cameraId: id, notices: [{ kind, ...(input !== undefined && { input }), value: 0, at: at + PULSE }], malformed: 0, left: 0 });
    }));
  }
  function take(notices: readonly Notice[], clockOff: number, unread: { malformed: number; left: number }): void {
    if (clock.steady() - minute.begun >= 60_000) minute = { begun: clock.steady(), taken: 0 };
    const room = Math.max(0, MOST_A_MINUTE - minute.taken);
    const taken = notices.slice(0, room).map(({ kind, input, value, at }) => ({ kind, ...(input !== undefined && { input }), value: value ?? (1 as const), at: Math.round(at === undefined ? clock.wall() : at - clockOff) }));
    minute.taken += taken.length;
    const told: Noticed = { cameraId: id, notices: taken, malformed: unread.malformed, left: unread.left + notices.length - taken.length };
    if (taken.length + told.malformed + told.left > 0) onNoticed(told);
    notices.slice(0, room).forEach(({ value }, i) => {
      const one = taken[i];
      if (value === undefined && one !== undefined) pulse(one);
    });
  }
  async function listen(): Promise<RtspFault | undefined> {
    const device = await open();
    if (!device.ok) return device.fault;
    const { events, clockOff = 0 } = device.value;
    if (events === undefined) return rtspFault("unsupported", "it tells nothing of what it notices");
    const made = await openPullPoint(events);
    if (!made.ok) return made.fault;
    point = made.value;
    together.clear();
    let renewedAt = clock.steady();
    while (!over) {
      const asked = clock.steady();
      const got = await point.pull();
      if (!got.ok) return got.fault;
      failures = 0;
      become("listening");
      if (!over) take(together.take(got.value.notices, got.value.gone), clockOff, got.value);
      if (clock.steady() - renewedAt > (LIFE / 2) * 1000) {
        const renewed = await point.renew();
        if (!renewed.ok) return renewed.fault;
        renewedAt = clock.steady();
      }
      if (clock.steady() - asked < BREATH) await rest(BREATH);
    }
    return undefined;
  }
  async function run(): Promise<void> {
    onListening(listening);
    // Cameras of a room that opens are not asked all at one instant.
    await rest(chance() * SPREAD);
    while (!over) {
      // Whatever trips us is this camera's alone: the process is that of all cameras.
      const fault = await listen().catch(() => rtspFault("malformed", "what it answers trips us"));
      void point?.leave();
      point = undefined;
      if (over || fault === undefined) return;
      failures++;
      become("lost", fault.reason);
      await rest(waitAfter(fault.reason, failures, chance()));
    }
  }
  void run();
  return () => {
    over = true;
    wake();
    for (const cancel of ends.values()) cancel();
    // A question that is still open ends with its own time, and its subscription with its life.
    return point?.leave() ?? Promise.resolve();
  };
}
