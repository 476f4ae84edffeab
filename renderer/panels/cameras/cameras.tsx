import { useCallback, useEffect, useMemo, useState } from "react";
import type { Camera, CameraId } from "#contract/camera";
import { Button } from "../../design/controls.tsx";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { useMay } from "../../live/session.ts";
import { CameraTile } from "../../video/camera-tile.tsx";
import { KeepPictures } from "../keep-pictures.tsx";
import { useCameras } from "../use-cameras.ts";
import { CameraForm } from "./camera-form.tsx";
import { CameraList } from "./camera-list.tsx";
import css from "./cameras.module.css";
import { HealthTable } from "./health-table.tsx";
import { healthTexts } from "./health-texts.ts";
import { PageTurner } from "./page-turner.tsx";
import { acrossOf, countOf, drawnOf, hasSpot, inOrder, joined, keep, keptShown, LAYOUTS, pagesOf, placesOf, turned, type Shown } from "./shown.ts";
import { cameraTexts } from "./texts.ts";
import { TurnPad } from "./turn-pad.tsx";
import { useKeepKeys } from "./use-keep-keys.ts";

/** How the streams do is asked for so often while the panel is open, ms. */
const LOOK = 5000;

/** Live cameras on the console: which there are and how they do, some of them side by side; who sets them up does it here. */
export function Cameras() {
  const say = usePanelText(cameraTexts);
  const language = useLanguage();
  const { cameras, fault, again } = useCameras();
  const maySave = useMay("camera:save");
  const [shown, setShown] = useState(keptShown);
  const [figures, turnFigures] = useFigures();
  const sayHealth = usePanelText(healthTexts);
  const [table, setTable] = useState(false);
  const [form, setForm] = useState<{ camera: Camera | undefined }>();
  const { large, enlarge } = useLarge();
  useKeepKeys();
  const change = useCallback((next: Shown) => setShown(keep(next)), []);
  const turnPage = useCallback((by: 1 | -1) => setShown((was) => keep({ ...was, page: was.page + by })), []);
  useEffect(() => {
    const timer = setInterval(again, LOOK);
    return () => clearInterval(timer);
  }, [again]);
  const listed = useMemo(() => {
    const collator = new Intl.Collator("vi", { numeric: true });
    return cameras?.toSorted((a, b) => collator.compare(local(language, a.camera.name, a.camera.nameEn), local(language, b.camera.name, b.camera.nameEn)));
  }, [cameras, language]);
  const known = useMemo(() => {
    const used = new Set((listed ?? []).filter(({ camera }) => camera.enabled).map(({ camera }) => camera.id));
    return inOrder((listed ?? []).map(({ camera }) => camera.id)).filter((id) => used.has(id));
  }, [listed]);
  if (fault !== undefined && listed === undefined) return <ErrorState fault={fault} onRetry={again} />;
  if (listed === undefined) return <LoadingState />;
  const places = placesOf(shown, known);
  const pages = pagesOf(shown, known);
  const drawn = drawnOf(shown.layout, places.length);
  const across = acrossOf(drawn);
  const spotted = hasSpot(shown.layout);
  const byId = new Map(listed.map(({ camera }) => [camera.id, camera]));
  const saved = (camera: Camera | undefined): void => {
    setForm(undefined);
    again();
    if (camera?.enabled === true && !byId.has(camera.id)) change(joined(shown, known, camera.id));
  };
  return (
    <section className={css.cameras} aria-label={say("label")} tabIndex={-1} data-first-focus="">
      <div className={css.side}>
        <CameraList cameras={listed} shown={places} onTurn={(id) => change(turned(shown, known, id))} onEdit={maySave ? (camera) => setForm({ camera }) : undefined} />
        {maySave && <Button onPress={() => setForm({ camera: undefined })}>+ {say("add")}</Button>}
      </div>
      <div className={css.main}>
        <div className={css.bar}>
          <Button look={table ? "main" : "plain"} aria-pressed={table} onPress={() => setTable(!table)}>{sayHealth(table ? "pictures" : "health")}</Button>
          {!table && <><div role="radiogroup" aria-label={say("layout")} className={css.layouts}>
            {LAYOUTS.map((n) => <button key={n} type="button" role="radio" aria-checked={shown.layout === n} aria-label={say("tiles", { n })} className={css.layout} onClick={() => change({ ...shown, layout: n, page: 0 })}>{n}</button>)}
          </div>
          <PageTurner {...pages} turning={shown.turning} rests={large !== undefined} onTurn={turnPage} onTurning={(turning) => change({ ...shown, turning })} />
          {shown.chosen.length > 0 && <Button look="quiet" onPress={() => change({ ...shown, chosen: [], page: 0 })}>{say("all")}</Button>}
          <Button look={figures ? "plain" : "quiet"} keyHint="I" onPress={turnFigures}>{say("figures")}</Button>
          {drawn !== shown.layout && <span className={css.hint} data-drawn={drawn}>{say("fewer", { n: places.length, of: countOf(drawn) })}</span>}
          <span className={css.hint}>{say("hints")}</span></>}
        </div>
        {table ? <HealthTable cameras={listed} /> : listed.length === 0 ? <EmptyState text={say("none")} /> : (
          <div className={css.grid} data-layout={shown.layout} data-turning={shown.turning || undefined} style={{ gridTemplate: `repeat(${across}, minmax(0, 1fr)) / repeat(${across}, minmax(0, 1fr))` }} aria-label={say("tilesKey")} role="group">
            {places.map((id, at) => {
              const camera = byId.get(id);
              return camera === undefined ? null : <Place key={id} camera={camera} spot={spotted ? (at === 0 ? across - 1 : 0) : undefined} onSpot={() => change({ ...shown, spot: id })} figures={figures} large={large?.id === id ? large : undefined} shown={large === undefined || large.id === id} onLarge={enlarge} />;
            })}
          </div>
        )}
      </div>
      {form !== undefined && <CameraForm key={form.camera?.id ?? ""} camera={form.camera} taken={(id) => [...byId.keys()].some((each) => each === id)} onClose={() => setForm(undefined)} onSaved={saved} />}
    </section>
  );
}

/** The figures on all tiles, turned with I wherever nobody writes. */
function useFigures(): [boolean, () => void] {
  const [on, setOn] = useState(false);
  const turn = useCallback(() => setOn((was) => !was), []);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "i" || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || document.querySelector("[role=dialog]") !== null) return;
      event.preventDefault();
      turn();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [turn]);
  return [on, turn];
}

/** Letters belong to fields. */
const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

interface PlaceProps {
  camera: Camera;
  /** In a layout with a large tile: how many columns and rows this one takes, 0: it is one of the small ones. */
  spot: number | undefined;
  onSpot: () => void;
  figures: boolean;
  large: Large | undefined;
  shown: boolean;
  onLarge: (id: CameraId) => void;
}

/** One tile in its place; pressed twice, or by its button, it fills the window, and leaves it the same way. A small one beside a large one comes there by its other button. */
function Place({ camera, spot, onSpot, figures, large, shown, onLarge }: PlaceProps) {
  const say = usePanelText(cameraTexts);
  const language = useLanguage();
  const turn = (): void => onLarge(camera.id);
  const called = local(language, camera.name, camera.nameEn);
  const name = `${say(large !== undefined ? "small" : "large")}: ${called}`;
  const still = (event: { stopPropagation: () => void }): void => event.stopPropagation();
  const action = (
    <span className={css.deeds}>
      <KeepPictures camera={camera} />
      {spot === 0 && <button type="button" data-to-spot="" className={css.turn} title={say("toSpot", { name: called })} aria-label={say("toSpot", { name: called })} onClick={onSpot} onDoubleClick={still}>◱</button>}
      <button type="button" className={css.turn} title={name} aria-label={name} onClick={turn} onDoubleClick={still}>⤢</button>
    </span>
  );
  return (
    <div className={css.place} data-place={camera.id} data-spot={(spot ?? 0) > 0 || undefined} data-large={large !== undefined || undefined} style={{ insetBlockStart: large?.top, ...(spot !== undefined && spot > 0 && { gridArea: `1 / 1 / span ${spot} / span ${spot}` }) }} onDoubleClick={turn}>
      <CameraTile camera={camera} hands readOut={figures} shown={shown} action={action} />
      {large !== undefined && <TurnPad camera={camera} />}
    </div>
  );
}

/** The tile that fills the window below the top bar: clock, top alarm and the signs of an exercise stay in sight. Escape leads back. */
function useLarge(): { large: Large | undefined; enlarge: (id: CameraId) => void } {
  const [large, setLarge] = useState<Large>();
  useEffect(() => {
    const escape = (event: KeyboardEvent): void => {
      if (event.key === "Escape") setLarge(undefined);
    };
    addEventListener("keydown", escape);
    return () => removeEventListener("keydown", escape);
  }, []);
  const enlarge = useCallback((id: CameraId) => setLarge((was) => (was?.id === id ? undefined : { id, top: document.querySelector("header")?.getBoundingClientRect().bottom ?? 0 })), []);
  return { large, enlarge };
}
interface Large {
  id: CameraId;
  /** Where the top bar ends, px. */
  top: number;
}
