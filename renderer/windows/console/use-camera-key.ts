import { useEffect, useRef } from "react";
import { usePast } from "../../live/hooks.ts";
import { openCases } from "../../live/open-cases.ts";
import { useMay } from "../../live/session.ts";
import { mirror } from "../../live/socket.ts";
import { useCamerasToWall, type CameraSubject } from "../../panels/cameras-on-wall.ts";
import { isTyping } from "../../panels/wall-desk/use-undo-keys.ts";

/** C: the best cameras of what is chosen – the case that is shown, else the alarm – come to the wall, and go. */
export function useCameraKey(alarmId: string | undefined, caseId: string | undefined): void {
  const may = useMay("wall:operate");
  const lookingBack = usePast() !== undefined;
  const turn = useCamerasToWall();
  const busy = useRef(false);
  useEffect(() => {
    if (!may || lookingBack) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (event.repeat || event.isComposing || event.key.toLowerCase() !== "c" || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      if (isTyping(event.target) || document.querySelector("[role=dialog]") !== null) return;
      event.preventDefault();
      // One question at a time: the second press is meant for what the first one brings.
      if (busy.current) return;
      busy.current = true;
      void turn(subjectOf(alarmId, caseId)).finally(() => {
        busy.current = false;
      });
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [may, lookingBack, turn, alarmId, caseId]);
}

function subjectOf(alarmId: string | undefined, caseId: string | undefined): CameraSubject | undefined {
  const incident = caseId === undefined ? undefined : openCases.get().open.get(caseId);
  if (incident?.position !== undefined) return { incidentId: incident.id, place: incident.position };
  const alarm = alarmId === undefined ? undefined : mirror.alarms.get(alarmId);
  return alarm === undefined ? undefined : { alarmId: alarm.id, place: alarm.position };
}
