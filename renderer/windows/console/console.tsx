import { useCallback, useMemo, useState } from "react";
import type { PlanRef } from "#contract/plan-ref";
import { may } from "#contract/permission";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { Present, useAlarm, useDrillSign, useLookingBack, usePhase, useRecords } from "../../live/hooks.ts";
import { bearersOf, useParty } from "../../live/session.ts";
import { AlarmQueue } from "../../panels/alarm-queue/alarm-queue.tsx";
import { ConsoleMap } from "../../panels/map/console-map.tsx";
import { offerTexts } from "../../panels/camera-offer-texts.ts";
import { mapTexts } from "../../panels/map/map-texts.ts";
import { TOOL_KEYS } from "../../panels/map/tool-keys.ts";
import { later } from "../../panels/later.tsx";
import { PANELS } from "../../panels/index.ts";
import { studyWanted } from "../../panels/study-wanted.ts";
import { isTyping } from "../../panels/wall-desk/use-undo-keys.ts";
import { LinkFrame } from "../frame/link-frame.tsx";
import { Part } from "../frame/part.tsx";
import { worstAlarmOf } from "./worst-alarm.ts";
import { GraveCall, isLeader } from "./grave-call.tsx";
import css from "./console.module.css";
import { PanelTabs } from "./panel-tabs.tsx";
import { Proposals } from "./proposals.tsx";
import { SendToWall } from "./send-to-wall.tsx";
import { PastFrame } from "./time/past-frame.tsx";
import { TimeBar } from "./time/time-bar.tsx";
import timeCss from "./time/time.module.css";
import { timeTexts } from "./time/time-texts.ts";
import { useTimeKeys } from "./time/use-time-keys.ts";
import { TopBar } from "./top-bar.tsx";
import { useCameraKey } from "./use-camera-key.ts";
import { enter, useFunctionKeys } from "./use-function-keys.ts";
import { useGivenWork } from "./use-given-work.ts";
import { useLargeMap } from "./use-large-map.ts";
import { useNativeNotice } from "./use-native-notice.ts";
import { useOpenWalls } from "./use-open-walls.ts";
import { useWallKeys } from "./use-wall-keys.ts";

const DrillStrip = later<{ onOpen: () => void }>(() => import("../../panels/drill/drill-strip.tsx").then((file) => file.DrillStrip));
const FIRST = PANELS[0]?.id;

/** An operator's window, read from 70 cm: queue at the left, map in the middle, the chosen panel at the right. */
export function Console() {
  const t = useText();
  const phase = usePhase();
  const party = useParty();
  const entries = useMemo(() => PANELS.filter((entry) => party !== undefined && may(bearersOf(party), entry.right)), [party]);
  const [shown, setShown] = useState(() => (isLeader(party) ? "grave-cases" : FIRST));
  const [alarmId, setAlarmId] = useState<string>();
  const [thing, setThing] = useState<string>();
  const [caseId, setCaseId] = useState<string>();
  const alarm = useAlarm(alarmId);
  const thingId = alarm?.thingId ?? thing;
  const known = useRecords("things").has(thingId ?? "") ? thingId : undefined;

  const { large, waits, turn: turnLarge, aside } = useLargeMap();
  // Who asked for the map by key goes on with its keys.
  const enlarge = useCallback(() => {
    turnLarge();
    if (!large) requestAnimationFrame(() => enter("map"));
  }, [turnLarge, large]);
  const onAlarm = useCallback((id: string | undefined) => {
    setAlarmId(id);
    if (id !== undefined) setShown(FIRST);
    if (id !== undefined) aside(true);
  }, [aside]);
  const onThing = useCallback((id: string | undefined) => {
    const worst = id === undefined ? undefined : worstAlarmOf(id);
    setThing(id);
    setAlarmId(worst);
    if (worst !== undefined) setShown(FIRST);
    aside(id !== undefined);
  }, [aside]);
  const onShow = useCallback((id: string) => {
    setShown(id);
    aside(true);
  }, [aside]);
  // A wide panel has the map's room: asked for by its key, the map gets it back.
  const toMap = useCallback(() => {
    setShown((was) => (entries.find(({ id }) => id === was)?.wide === true ? FIRST : was));
    requestAnimationFrame(() => enter("map"));
  }, [entries]);
  useFunctionKeys(entries, onShow, toMap);
  const onCase = useCallback((id: string) => {
    setCaseId(id);
    onShow("case");
    requestAnimationFrame(() => enter("panel"));
  }, [onShow]);
  const onStudy = useCallback((plan: PlanRef) => {
    studyWanted.ask(plan);
    onShow("study");
    requestAnimationFrame(() => enter("panel"));
  }, [onShow]);
  // What somebody writes or is asked is not taken away: then the call's line alone tells of it.
  const onCall = useCallback(() => {
    if (document.querySelector("[role=dialog]") !== null || isTyping(document.activeElement)) return;
    setShown((was) => (was === "case" ? was : "grave-cases"));
    aside(true);
  }, [aside]);
  useNativeNotice();
  useGivenWork();
  const drilling = useDrillSign() !== undefined;
  const onOpenWalls = useOpenWalls();
  const sayTime = usePanelText(timeTexts);
  const sayMap = usePanelText(mapTexts);
  const sayCameras = usePanelText(offerTexts);
  const [sending, setSending] = useState(false);
  const onSend = useCallback(() => setSending(true), []);
  useWallKeys(onSend);
  useCameraKey(alarmId, shown === "case" ? caseId : undefined);
  const [timeOpen, setTimeOpen] = useState(false);
  const lookingBack = useLookingBack() !== undefined;
  const turnTime = useCallback(() => setTimeOpen((was) => !was), []);
  useTimeKeys(turnTime);
  const windowKeys = useMemo(() => [{ key: "F1", text: t("alarms.title") }, { key: "F2", text: t("shell.mapTitle") }, { key: "Shift+F2", text: sayMap("enlarge") }, ...Object.entries(TOOL_KEYS).map(([tool, key]) => ({ key, text: `${t("shell.mapTitle")}: ${sayMap(isTool(tool) ? tool : "tools")}` })), ...entries.map((each) => ({ key: each.key, text: t(each.title) })), { key: "C", text: sayCameras("key") }, { key: "F10", text: sayTime("bar") }], [entries, t, sayTime, sayMap, sayCameras]);

  if (party !== undefined && !may(bearersOf(party), "snapshot:get")) return <><TopBar onAlarm={onAlarm} /><ErrorState text={t("shell.noRight")} /></>;
  const entry = entries.find((each) => each.id === shown) ?? entries[0];
  const isWide = entry?.wide === true && !large;
  return (
    <LinkFrame>
      <PastFrame>
        <div className={css.console} data-wide={isWide || undefined} data-large-map={large || undefined}>
          <Present value={true}><TopBar onAlarm={onAlarm} /></Present>
          <Present value={true}><div className={css.ask}><GraveCall caseId={shown === "case" ? caseId : undefined} onCall={onCall} onCase={onCase} /><Proposals />{drilling && <DrillStrip onOpen={() => onShow("drill")} />}</div></Present>
          <section className={css.queue} id="queue" tabIndex={-1} aria-label={t("alarms.title")}>
            {phase.is === "loading" ? <LoadingState /> : phase.is === "failed" ? <ErrorState fault={phase.fault} /> : <Part><AlarmQueue openId={alarmId} onOpen={onAlarm} onFollow={setAlarmId} onCase={onCase} windowKeys={windowKeys} /></Part>}
          </section>
          <section className={css.map} id="map" tabIndex={-1}><Part><ConsoleMap selected={known} onSelect={onThing} onAlarm={onAlarm} onCase={onCase} enlarged={large} onEnlarge={enlarge} /></Part></section>
          <section className={css.side}>
            <PanelTabs entries={entries} shown={entry?.id} onShow={onShow} onSend={onSend} onTime={turnTime} onAside={waits ? () => aside(false) : undefined} />
            {lookingBack && entry?.past !== true && <PresentMark />}
            <div className={css.panel} id="panel" tabIndex={-1} role="tabpanel">
              {entry !== undefined && phase.is === "ready" && <Present value={entry.past !== true}><Part key={entry.id}><entry.Panel alarmId={alarmId} thingId={known} onAlarm={onAlarm} onThing={onThing} onOpenWalls={onOpenWalls} caseId={caseId} onCase={onCase} onPanel={onShow} onMap={toMap} onStudy={onStudy} /></Part></Present>}
              {phase.is === "loading" && <LoadingState />}
              {phase.is === "failed" && <ErrorState fault={phase.fault} />}
            </div>
          </section>
          {(timeOpen || lookingBack) && <TimeBar onClose={() => setTimeOpen(false)} />}
        </div>
      </PastFrame>
      {sending && <SendToWall alarmId={alarmId} thingId={known} onClose={() => setSending(false)} />}
    </LinkFrame>
  );
}

const isTool = (name: string): name is keyof typeof TOOL_KEYS => name in TOOL_KEYS;

/** Over a panel that cannot look back, while the window does. */
function PresentMark() {
  const say = usePanelText(timeTexts);
  return <p className={timeCss.present} role="status">{say("presentPanel")}</p>;
}
