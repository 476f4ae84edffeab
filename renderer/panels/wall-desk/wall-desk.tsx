import { useState } from "react";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { usePhase, useWall } from "../../live/hooks.ts";
import type { PanelProps } from "../panel.ts";
import { Arrange } from "./arrange/arrange.tsx";
import { Auto } from "./auto/auto.tsx";
import { useDeeds } from "./deeds.ts";
import { Replay } from "./replay.tsx";
import { Scenes } from "./scenes/scenes.tsx";
import { deskTexts } from "./texts.ts";
import { ToolBar } from "./tool-bar.tsx";
import { TroubleBox } from "./trouble-box.tsx";
import { useUndoKeys } from "./use-undo-keys.ts";
import { WallTab } from "./wall-tab.tsx";
import css from "./wall-desk.module.css";

const TABS = ["wall", "scenes", "auto", "arrange", "replay"] as const;
type Tab = (typeof TABS)[number];

/** Where the wall is arranged: as it is now, its scenes, what changes it by itself, its monitors, and its past. */
export function WallDesk({ alarmId, thingId, onAlarm, onThing, onOpenWalls }: PanelProps) {
  const say = usePanelText(deskTexts);
  const phase = usePhase();
  const wall = useWall();
  const deeds = useDeeds();
  useUndoKeys(deeds);
  const [tab, setTab] = useState<Tab>("wall");
  if (phase.is === "failed") return <ErrorState fault={phase.fault} />;
  if (phase.is === "loading") return <LoadingState />;

  return (
    <section className={css.desk} aria-label={say("label")}>
      <div className={css.tabs} role="tablist" aria-label={say("tabs")}>
        {TABS.map((each) => <button key={each} type="button" role="tab" aria-selected={each === tab} className={css.tab} onClick={() => setTab(each)}>{say(`tab.${each}`)}</button>)}
      </div>
      <ToolBar wall={wall} deeds={deeds} />
      <TroubleBox deeds={deeds} />
      <div className={css.body} role="tabpanel" aria-label={say(`tab.${tab}`)}>
        {tab === "wall" && <WallTab wall={wall} deeds={deeds} alarmId={alarmId} thingId={thingId} onAlarm={onAlarm} onThing={onThing} onOpenWalls={onOpenWalls} />}
        {tab === "scenes" && <Scenes wall={wall} />}
        {tab === "auto" && <Auto wall={wall} deeds={deeds} />}
        {tab === "arrange" && <Arrange wall={wall} deeds={deeds} onOpenWalls={onOpenWalls} />}
        {tab === "replay" && <Replay />}
      </div>
    </section>
  );
}
