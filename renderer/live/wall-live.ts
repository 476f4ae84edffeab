import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Fault } from "#contract/fault";
import type { MonitorId } from "#contract/ids";
import type { Attendance, Screen } from "#contract/wall";
import { useLink, useWall } from "./hooks.ts";
import { useParty } from "./session.ts";
import { mirror, request, serverNow, unseated } from "./socket.ts";
import { createWallShow, type WallShow } from "./wall-show.ts";

/** Runs a task after so many ms. @returns the way to call it off */
export function afterMs(ms: number, task: () => void): () => void {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
}

/** The wall as this window is to show it, cuts held back until their instant. Stop it when the window no longer shows it. */
export function openWallShow(): WallShow {
  return createWallShow({ wall: mirror.wall, onFact: mirror.onFact, now: serverNow, after: afterMs });
}

/**
 * Which monitor this window's screen shows, as the backend last said; `fault`: why it does not know (it is asked again).
 * `taken`: a newer window shows that monitor; this one asks again when nobody shows it any more.
 */
export interface Attending {
  monitorId: MonitorId | undefined;
  fault: Fault | undefined;
  taken: boolean;
}

/** Between two tries to attend, ms: doubled each time up to the limit. */
const RETRY_MS = 1000;
const RETRY_LIMIT_MS = 8000;

/** Says at every new connection which screen this window fills, and again when the wall's plan gives that screen another monitor. */
export function useAttend(screen: Screen): Attending {
  const [attending, setAttending] = useState<Omit<Attending, "taken">>({ monitorId: undefined, fault: undefined });
  const party = useParty();
  const displayId = party?.kind === "display" ? party.display.id : undefined;
  const { monitors } = useWall();
  const planned = displayId === undefined ? undefined : [...monitors.values()].find((one) => one.screen?.displayId === displayId && one.screen.key === screen.key)?.id;
  const taken = useTaken(planned);
  const up = useLink().state !== "connecting" && !taken;
  const described = JSON.stringify(screen);
  const newest = useRef(screen);
  useEffect(() => {
    newest.current = screen;
  });
  useEffect(() => {
    if (!up) return undefined;
    let wanted = true;
    let callOff = (): void => undefined;
    const attend = async (pause: number): Promise<void> => {
      const answer = await request("wall:attend", { screen: newest.current });
      if (!wanted) return;
      if (answer.ok) return setAttending({ monitorId: answer.value.monitorId, fault: undefined });
      // What was shown stays while the backend cannot answer; a screen it does not know shows nothing.
      const { fault } = answer;
      setAttending((was) => ({ monitorId: fault.code === "unknown-id" ? undefined : was.monitorId, fault }));
      callOff = afterMs(fault.code === "too-many" ? Math.max(pause, fault.retryAfter * 1000) : pause, () => void attend(Math.min(RETRY_LIMIT_MS, pause * 2)));
    };
    void attend(RETRY_MS);
    return () => {
      wanted = false;
      callOff();
    };
  }, [up, described, planned]);
  return taken ? { monitorId: undefined, fault: undefined, taken } : { ...attending, taken };
}

/**
 * Whether a newer window shows this one's monitor. Over as soon as the mirrored attendance says that nobody does, also where
 * that is learnt only from the room fetched after a cut link; while somebody does, a reconnection takes nothing back.
 *
 * @param planned the monitor that the wall's plan gives this screen by now
 */
function useTaken(planned: MonitorId | undefined): boolean {
  const from = useSyncExternalStore(unseated.subscribe, unseated.get);
  const { monitors, attendances } = useWall();
  const watched = from === undefined ? undefined : planned ?? from;
  const attendance = attendances.get(watched ?? "");
  const gone = watched !== undefined && !monitors.has(watched);
  const atFirst = useRef<{ watched: MonitorId; attendance: Attendance | undefined }>(undefined);
  useEffect(() => {
    if (watched === undefined) {
      atFirst.current = undefined;
      return;
    }
    // An end from before the newer window came (its facts are on their way) or one by a change of the plan frees nothing.
    if (atFirst.current?.watched !== watched) atFirst.current = { watched, attendance };
    const left = attendance !== atFirst.current.attendance && attendance?.leftAt !== undefined && attendance.leftCause !== "moved";
    if (gone || left) unseated.set(undefined);
  }, [watched, attendance, gone]);
  return from !== undefined;
}
