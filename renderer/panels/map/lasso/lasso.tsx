import { useMemo, useState } from "react";
import { PRIORITIES, type Priority } from "#contract/alarm";
import { Button } from "../../../design/controls.tsx";
import { local, useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { PriorityMark } from "../../../design/priority.tsx";
import type { Point } from "../../../geo/measure.ts";
import { useAlarmCounts, useRecords, useSight } from "../../../live/hooks.ts";
import { stationKind } from "../kind-texts.ts";
import type { MapHandle } from "../map-handle.ts";
import { MapOverlay, pathOf } from "../map-overlay.tsx";
import { mapTexts } from "../map-texts.ts";
import { ToolBox } from "../tool-box.tsx";
import css from "../tools.module.css";
import { useToolKeys } from "../use-tool-keys.ts";
import { insideOf } from "./inside.ts";
import { useLoop } from "./use-loop.ts";

/** Alarms listed one by one. */
const LISTED = 8;

/** Stations within a loop drawn by hand: by kind and state, their alarms, and the map showing only them. */
export function Lasso({ handle, onOnly, onAlarm, onEnd }: { handle: MapHandle; onOnly: (ids: readonly string[]) => void; onAlarm: ((id: string) => void) | undefined; onEnd: () => void }) {
  const say = usePanelText(mapTexts);
  const language = useLanguage();
  const things = useRecords("things");
  const { alarms } = useSight();
  const counted = useAlarmCounts();
  const [loop, setLoop] = useState<readonly Point[]>([]);
  const [ids, setIds] = useState<readonly string[]>();
  const close = (points: readonly Point[]): void => {
    setLoop(points);
    setIds(points.length < 3 ? undefined : handle.scene.within(points));
  };
  useLoop(handle.place, {
    drawing: (px) => {
      setIds(undefined);
      setLoop(px.flatMap(([x, y]) => {
        const at = handle.scene.pointAt(x, y);
        return at === undefined ? [] : [at];
      }));
    },
    done: () => close(loop),
    corner: (x, y) => {
      const at = handle.scene.pointAt(x, y);
      if (at !== undefined) close([...loop, at]);
    },
  });
  useToolKeys({ end: onEnd, back: () => close(loop.slice(0, -1)) });
  // `counted` is another object whenever an alarm changed.
  const found = useMemo(() => (ids === undefined ? undefined : insideOf(ids, (id) => things.get(id)?.kind, counted.open > 0 ? alarms.values() : [])), [ids, things, alarms, counted]);
  return (
    <>
      <MapOverlay handle={handle}>{(project) => <path className={css.loop} data-lasso="" d={pathOf(loop, project, true)} />}</MapOverlay>
      <ToolBox title={say("lasso")} onClose={onEnd}>
        {(ids === undefined || found === undefined) && <p className={css.hint}>{say("lassoHint")}. {say("lassoKeys")}.</p>}
        {ids !== undefined && found !== undefined && (
          <>
            <p className={css.figure} role="status" data-inside={ids.length}>{ids.length === 0 ? say("noneInside") : say("inside", { n: ids.length })}</p>
            <ul className={css.list}>
              {found.kinds.map(({ kind, n, alarms: by }) => <li key={kind}>{stationKind(kind, language)}: {n} <Tally by={by} /></li>)}
            </ul>
            {found.alarms.length > 0 && <p>{say("alarmsInside", { n: found.alarms.length })}</p>}
            <ul className={css.list}>
              {found.alarms.slice(0, LISTED).map(({ id, priority, message, messageEn }) => <li key={id}><button type="button" onClick={() => onAlarm?.(id)}><PriorityMark priority={priority} size="1.2em" /> {local(language, message, messageEn)}</button></li>)}
            </ul>
            {found.alarms.length > LISTED && <p className={css.hint}>{say("more", { n: found.alarms.length - LISTED })}</p>}
            {ids.length > 0 && <Button onPress={() => onOnly(ids)}>{say("onlyThese")}</Button>}
            <Button look="quiet" onPress={() => close([])}>{say("again")}</Button>
          </>
        )}
      </ToolBox>
    </>
  );
}

function Tally({ by }: { by: Readonly<Record<Priority, number>> }) {
  return <>{PRIORITIES.filter((priority) => by[priority] > 0).map((priority) => <span key={priority}> <PriorityMark priority={priority} size="1.1em" /> {by[priority]}</span>)}</>;
}
