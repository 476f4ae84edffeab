import { useEffect, useMemo, useState } from "react";
import { ObservedPropertyId, ThingId } from "#contract/ids";
import { usePanelText } from "../../design/panel-text.ts";
import { useLookingBack, useRecords, useSight } from "../../live/hooks.ts";
import type { SceneLayerId } from "../../scene/drawing.ts";
import type { LiveLayerId } from "../../scene/live/live-host.ts";
import { useFollow } from "./follow/use-follow.ts";
import { keepOf, measuredBy, NO_FILTER } from "./filter/keep.ts";
import { LayersBox, type Choice } from "./filter/layers-box.tsx";
import { firstLayers, sceneLayersOf } from "./filter/layers-of.ts";
import { useLiveLayers } from "./filter/use-live-layers.ts";
import { LeftOut } from "./filter/left-out.tsx";
import { linesOf } from "./filter/words.ts";
import { viewOf } from "./fit.ts";
import { Lasso } from "./lasso/lasso.tsx";
import type { MapHandle } from "./map-handle.ts";
import { mapTexts } from "./map-texts.ts";
import { Measure } from "./measure/measure.tsx";
import { Pin, type Pinned } from "./pin.tsx";
import { PrintBox } from "./print/print-box.tsx";
import type { Target } from "./search/find.ts";
import { SearchBox } from "./search/search-box.tsx";
import { SightTool } from "./sight/sight-tool.tsx";
import { TOOL_KEYS } from "./tool-keys.ts";
import { Toolbar, type ToolButton } from "./toolbar.tsx";
import css from "./tools.module.css";
import { useMapDesk } from "./use-map-desk.ts";
import { useMapKeys } from "./use-map-keys.ts";
import { boundsOfThings } from "./whole.ts";

/** What is open beside the toolbar; one thing at a time. */
type Open = "search" | "layers" | "distance" | "area" | "lasso" | "sight" | "print" | undefined;

export interface MapToolsProps {
  handle: MapHandle;
  onSelect: ((thingId: string) => void) | undefined;
  onAlarm: ((id: string) => void) | undefined;
  /** The map has the room of the panel beside it too; undefined: there is none to be had. */
  enlarged: boolean | undefined;
  onEnlarge: (() => void) | undefined;
}

/** All that a person does with the console's map beside looking at it. */
export function MapTools({ handle, onSelect, onAlarm, enlarged, onEnlarge }: MapToolsProps) {
  const say = usePanelText(mapTexts);
  const { scene, city, flat } = handle;
  const things = useRecords("things");
  const datastreams = useRecords("datastreams");
  const live = useLiveLayers();
  const [open, setOpen] = useState<Open>();
  const [chosen, setChosen] = useState<Partial<Choice>>({});
  const [tilted, setTilted] = useState(false);
  const [follows, setFollows] = useState(false);
  const [pinned, setPinned] = useState<Pinned>();
  const past = useLookingBack() !== undefined;
  const { layers = firstLayers(live), filter = NO_FILTER, field } = chosen;
  const choice = { layers, filter, field };
  const measured = useMemo(() => measuredBy(datastreams.values()), [datastreams]);
  const { alarms } = useSight();
  const keep = useMemo(() => keepOf(filter, measured, (id) => things.get(alarms.get(id)?.thingId ?? "")), [filter, measured, things, alarms]);
  const shown = useMemo(() => ({ of: things.size, n: keep === undefined ? things.size : [...things.values()].filter(keep.thing).length }), [things, keep]);

  useEffect(() => scene.filter(keep), [scene, keep]);
  useEffect(() => scene.layers(chosen.layers), [scene, chosen.layers]);
  useEffect(() => scene.field(field === undefined ? undefined : ObservedPropertyId.parse(field)), [scene, field]);
  useEffect(() => scene.tilt(tilted), [scene, tilted]);
  useFollow(handle, follows, open !== undefined, () => setFollows(false));
  const known = useMemo(() => new Set<string>([...sceneLayersOf(city, handle.cheap), ...live.map(({ id }) => id)]), [city, handle.cheap, live]);
  useMapDesk(handle, { layers: chosen.layers, known, onLayers: (wanted) => setChosen((was) => ({ ...was, layers: wanted })), onPin: setPinned });

  const turn = (what: NonNullable<Open>) => (): void => setOpen((was) => (was === what ? undefined : what));
  const close = (): void => {
    setOpen(undefined);
    handle.place.querySelector("canvas")?.focus();
  };
  const whole = (): void => {
    setPinned(undefined);
    scene.flyTo(viewOf(boundsOfThings(things.values(), handle.centre), handle.place.clientWidth, handle.place.clientHeight, 13));
  };
  const go = ({ name, at, zoom, thingId }: Target): void => {
    scene.flyTo({ centre: at, zoom });
    setPinned({ name, at });
    if (thingId !== undefined) onSelect?.(thingId);
    close();
  };
  const sceneLayers: SceneLayerId[] = flat ? [] : sceneLayersOf(city, handle.cheap);
  const liveLayers: LiveLayerId[] = flat ? [] : live.map(({ id }) => id);
  const tool = (icon: "search" | "layers" | "distance" | "area" | "lasso" | "sight" | "print"): ToolButton => ({ icon, text: say(icon), hint: TOOL_KEYS[icon], on: open === icon, press: turn(icon) });
  const buttons: ToolButton[] = [
    tool("search"), tool("layers"), tool("distance"), tool("area"), tool("lasso"), tool("sight"),
    ...(flat ? [] : [{ icon: "tilt", text: say("tilt"), hint: TOOL_KEYS.tilt, on: tilted, press: () => setTilted((was) => !was) } satisfies ToolButton]),
    { icon: "whole", text: say("whole"), hint: TOOL_KEYS.whole, press: whole },
    { icon: "follow", text: say("follow"), hint: TOOL_KEYS.follow, on: follows, press: () => setFollows((was) => !was) },
    tool("print"),
    ...(onEnlarge === undefined || enlarged === undefined ? [] : [{ icon: enlarged ? "shrink" : "enlarge", text: say(enlarged ? "shrink" : "enlarge"), hint: "Shift+F2", press: onEnlarge } satisfies ToolButton]),
  ];
  useMapKeys(handle.place, buttons);
  const leftOut = <LeftOut keep={keep} shown={shown} noAlarms={!flat && live.length > 0 && !layers.has("alarms")} onReset={() => setChosen({ ...chosen, filter: NO_FILTER, layers: layers.has("alarms") ? chosen.layers : new Set([...layers, "alarms"]) })} />;
  return (
    <>
      {pinned !== undefined && <Pin handle={handle} pinned={pinned} onRemove={() => setPinned(undefined)} />}
      <Toolbar buttons={buttons} />
      <div className={css.notes} data-under-pin={pinned !== undefined || undefined}>
        {open !== "layers" && leftOut}
        {follows && <p className={css.following} role="status" title={say("followOff")}>{say(past ? "followPast" : "following")}</p>}
      </div>
      {open === "search" && <SearchBox handle={handle} onGo={go} onClose={close} />}
      {open === "layers" && <LayersBox scene={sceneLayers} live={liveLayers} choice={choice} leftOut={leftOut} onChange={setChosen} onClose={close} />}
      {(open === "distance" || open === "area") && <Measure key={open} handle={handle} kind={open} onEnd={close} />}
      {open === "lasso" && <Lasso handle={handle} onAlarm={onAlarm} onEnd={close} onOnly={(ids) => setChosen({ ...chosen, filter: { ...filter, only: new Set(ids.map((id) => ThingId.parse(id))) } })} />}
      {open === "sight" && <SightTool handle={handle} onSelect={(id) => onSelect?.(id)} onEnd={close} />}
      {open === "print" && <PrintBox handle={handle} lines={linesOf(filter, shown, say)} onClose={close} />}
    </>
  );
}
