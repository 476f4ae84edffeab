import { useCallback } from "react";
import type { AlarmId, Position } from "#contract/ids";
import type { IncidentId } from "#contract/incident";
import type { CellGuest } from "#contract/wall";
import { MOST_BESIDE } from "#contract/wall-edit";
import type { WallMaps } from "#contract/wall-fold";
import { local, useLanguage, useText } from "../design/i18n.ts";
import { notify } from "../design/notice.tsx";
import { usePanelText } from "../design/panel-text.ts";
import { explain } from "../design/explain.ts";
import { worthShowing } from "../geo/best-cameras.ts";
import { useWall } from "../live/hooks.ts";
import { mirror, request } from "../live/socket.ts";
import { cityHeights } from "../scene/city/read-heights.ts";
import { offerTexts } from "./camera-offer-texts.ts";
import { offersFor } from "./camera-offers.ts";
import { explainWall } from "./explain-wall.ts";

/** What the cameras are wanted for. */
export type CameraSubject = ({ alarmId: AlarmId } | { incidentId: IncidentId }) & { place: Position };

/** Whether its cameras are on the wall now. */
export function useOnWall(subject: CameraSubject | undefined): boolean {
  const wall = useWall();
  return subject !== undefined && guestsOf(wall).some(({ guest }) => isOf(guest, subject));
}

/**
 * The key of cameras beside an alarm: the best four come to the wall; pressed again for the same alarm they go. Without an alarm
 * whatever cameras are there so go.
 */
export function useCamerasToWall(): (subject: CameraSubject | undefined) => Promise<void> {
  const t = useText();
  const say = usePanelText(offerTexts);
  const language = useLanguage();
  return useCallback(async (subject) => {
    const guests = guestsOf(mirror.wall.get());
    const away = subject === undefined ? guests.length > 0 : guests.some(({ guest }) => isOf(guest, subject));
    if (away) {
      const answer = await request("wall:operate", { operations: [{ do: "cameras", cameraIds: [] }] });
      return notify(answer.ok ? say("taken") : explainWall(answer.fault, t), answer.ok ? "good" : "bad");
    }
    if (subject === undefined) return notify(say("chooseAlarm"));
    const [listed, heights] = await Promise.all([request("camera:list", {}), cityHeights()]);
    if (!listed.ok) return notify(explain(listed.fault, t), "bad");
    const offers = offersFor(subject.place, listed.value.cameras, mirror.records.get().things, heights);
    const best = worthShowing(offers.map(({ camera, ...rank }) => ({ ...rank, id: camera.id })), MOST_BESIDE);
    const chosen = best.flatMap(({ id }) => offers.find(({ camera }) => camera.id === id)?.camera ?? []);
    if (chosen.length === 0) return notify(say("noneNear"));
    const { place: _place, ...whose } = subject;
    const answer = await request("wall:operate", { operations: [{ do: "cameras", ...whose, cameraIds: chosen.map(({ id }) => id) }] });
    if (!answer.ok) return notify(explainWall(answer.fault, t), "bad");
    notify(say("put", { names: chosen.map(({ name, nameEn }) => local(language, name, nameEn)).join(", ") }), "good");
  }, [t, say, language]);
}

function guestsOf({ cells }: Pick<WallMaps, "cells">) {
  return [...cells.values()].filter(({ guest }) => guest !== undefined);
}

function isOf(guest: CellGuest | undefined, subject: CameraSubject): boolean {
  return guest !== undefined && ("alarmId" in subject ? guest.alarmId === subject.alarmId : guest.incidentId === subject.incidentId);
}
