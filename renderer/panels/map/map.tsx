import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { Instant } from "#contract/ids";
import { useText } from "../../design/i18n.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { useHeld } from "../../live/held.ts";
import { usePhase, useSite } from "../../live/hooks.ts";
import { followCases } from "../../live/open-cases.ts";
import { createScene, type LeftOut, type LiveProblem, type Scene, type SceneMode, type View, type WaterState } from "../../scene/scene.ts";
import { Attribution } from "./attribution.tsx";
import type { MapHandle } from "./map-handle.ts";
import { MapLegend } from "./map-legend.tsx";
import { Missing } from "./missing.tsx";
import { Reporting } from "./reporting.tsx";
import css from "./map.module.css";

interface Props {
  selected?: string | undefined;
  /** What part of the city; a new object is gone to. undefined: all stations. */
  view?: View | undefined;
  onSelect?: (thingId: string) => void;
  onCase?: ((incidentId: string) => void) | undefined;
  /** Called for every drawing that is begun, also for one that is made anew after a loss. */
  onMode?: (mode: SceneMode["is"]) => void;
  /** See `SceneOptions`; as often as frames are drawn. */
  onPainted?: (at: Instant) => void;
  /** What stands over the map once it is drawn, and on its lower edge. */
  tools?: (handle: MapHandle) => ReactNode;
  readout?: (handle: MapHandle) => ReactNode;
  /** Nothing to press, and no legend. */
  quiet?: boolean;
}

/** The city's map. All drawing is the scene's; this panel gives it a place, the selection and words where it cannot draw. */
export function MapPanel({ selected, view, onSelect, onCase, onMode, onPainted, tools, readout, quiet = false }: Props) {
  const t = useText();
  const phase = usePhase();
  const site = useSite();
  const place = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const scene = useRef<Scene>(undefined);
  const held = useHeld();
  const select = useRef(onSelect);
  const openCase = useRef(onCase);
  const tellMode = useRef(onMode);
  const tellPainted = useRef(onPainted);
  const [mode, setMode] = useState<SceneMode>({ is: "starting" });
  const [water, setWater] = useState<WaterState>();
  const [problems, setProblems] = useState<readonly LiveProblem[]>([]);
  const [vehicles, setVehicles] = useState<LeftOut>();
  const [made, setMade] = useState<Pick<MapHandle, "scene" | "place" | "onFrame">>();
  useEffect(() => {
    select.current = onSelect;
    openCase.current = onCase;
    tellMode.current = onMode;
    tellPainted.current = onPainted;
  });
  useEffect(() => {
    if (place.current === null || site === undefined) return;
    const box = place.current;
    const hearers = new Set<() => void>();
    const frame = (): void => hearers.forEach((hear) => hear());
    // Told at once: a frame must not be heard of before its drawing.
    const begun = (next: SceneMode): void => {
      setMode(next);
      tellMode.current?.(next.is);
    };
    const drawn = createScene({ container: box, centre: site.centre, pack: site.id, wall: quiet, onSelect: (id) => select.current?.(id), onCase: (id) => openCase.current?.(id), onMode: begun, onWater: setWater, onProblems: setProblems, onLeftOut: setVehicles, onPainted: (at) => {
      tellPainted.current?.(at);
      frame();
    } });
    scene.current = drawn;
    setMade({
      scene: drawn, place: box,
      onFrame(listener) {
        hearers.add(listener);
        return () => void hearers.delete(listener);
      },
    });
    const resized = new ResizeObserver(frame);
    resized.observe(box);
    return () => {
      resized.disconnect();
      drawn.remove();
    };
  }, [site, quiet]);
  useEffect(followCases, []);
  // Notices stand above it: where the pointer is, is told there.
  useEffect(() => {
    if (quiet || foot.current === null) return undefined;
    const [box, { style }] = [foot.current, document.documentElement];
    const measured = new ResizeObserver(() => {
      const { top, height } = box.getBoundingClientRect();
      // A map that is not shown has its foot nowhere.
      style.setProperty("--map-foot", `${height === 0 ? 0 : Math.max(0, innerHeight - top)}px`);
    });
    measured.observe(box);
    if (place.current !== null) measured.observe(place.current);
    return () => {
      measured.disconnect();
      style.removeProperty("--map-foot");
    };
  }, [quiet, site]);
  useEffect(() => scene.current?.hold(held), [held, site, quiet]);
  useEffect(() => scene.current?.select(selected), [selected, site]);
  useEffect(() => scene.current?.look(view), [view, site, quiet]);
  useEffect(() => scene.current?.name(t("shell.mapTitle")), [t, site, quiet]);
  const city = mode.is === "starting" ? undefined : mode.city;
  const flat = mode.is === "flat";
  const cheap = mode.is === "gl" && mode.cheap;
  const handle = useMemo<MapHandle | undefined>(() => (made === undefined || site === undefined ? undefined : { ...made, city, flat, cheap, site: site.id, centre: site.centre }), [made, site, city, flat, cheap]);
  if (phase.is === "failed" && site === undefined) return <ErrorState fault={phase.fault} />;
  return (
    <section className={css.map} data-quiet={quiet || undefined} data-tools={tools === undefined ? undefined : ""} aria-label={t("shell.mapTitle")}>
      <div ref={place} className={css.place} />
      {site === undefined && <LoadingState />}
      {mode.is === "flat" && <p className={css.note}>{t(mode.why === "lost" ? "shell.mapLost" : "shell.mapFlat")}</p>}
      {mode.is !== "starting" && !mode.base && <p className={css.note}>{t("shell.mapNoBase")}</p>}
      <div className={css.corner}>
        <Reporting />
        <Missing problems={problems} vehicles={vehicles} quiet={quiet} />
      </div>
      {handle !== undefined && mode.is !== "starting" && tools?.(handle)}
      <div ref={foot} className={css.foot}>
        {handle !== undefined && mode.is !== "starting" && readout?.(handle)}
        {mode.is !== "starting" && mode.city !== undefined && <Attribution city={mode.city} water={mode.is === "gl" ? water : undefined} />}
        {!quiet && <MapLegend />}
      </div>
    </section>
  );
}
