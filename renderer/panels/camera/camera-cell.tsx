import { useCallback, useEffect, useState } from "react";
import type { CameraId } from "#contract/camera";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { useNow } from "../../live/hooks.ts";
import { usePrivacy } from "../../live/use-privacy.ts";
import { serverNow } from "../../live/socket.ts";
import { CameraTile } from "../../video/camera-tile.tsx";
import type { Condition } from "../../video/tile-condition.ts";
import { useCameras } from "../use-cameras.ts";
import type { Freshness, WallPanelProps } from "../wall-panel.ts";
import css from "./camera.module.css";
import { cameraCellTexts } from "./texts.ts";
import { turnAt } from "./turn.ts";

/** Where nothing takes turns nobody looks at the clock so soon, ms. */
const NO_TURN_MS = 60_000;
const COVERED: Freshness = { asOf: undefined, stale: false };

/**
 * One camera in a cell of the wall, or several: in turn – the next is opened unseen before its turn, so that none begins black –
 * or all side by side, where the cell's frame tells of the worst.
 */
export function CameraCell({ settings, title, onFresh }: WallPanelProps<"camera">) {
  const say = usePanelText(cameraCellTexts);
  const language = useLanguage();
  const { cameraIds, dwell, fit, together } = settings;
  const { cameras, fault } = useCameras();
  const turn = turnAt(cameraIds.length, dwell, useNow(cameraIds.length > 1 && !together ? 500 : NO_TURN_MS));
  const { shown, next } = together ? { shown: 0, next: undefined } : turn;
  const [fresh, setFresh] = useState<ReadonlyMap<CameraId, Freshness>>(new Map());
  const hear = useCallback((id: CameraId, condition: Condition) => setFresh((was) => new Map(was).set(id, freshOf(condition, say))), [say]);
  const shownId = cameraIds[shown];
  const known = together ? cameraIds.some((id) => cameras?.some(({ camera }) => camera.id === id)) : cameras?.find(({ camera }) => camera.id === shownId) !== undefined;
  const failed = fault !== undefined && cameras === undefined;
  // What is covered on purpose is neither lost nor late.
  const isPrivate = usePrivacy();
  const freshOne = (id: CameraId): Freshness | undefined => (isPrivate && cameras?.some(({ camera }) => camera.id === id && camera.sensitive) === true ? COVERED : fresh.get(id));
  const now = together ? worstOf(cameraIds.flatMap((id) => freshOne(id) ?? [])) : shownId === undefined ? undefined : freshOne(shownId);
  useEffect(() => {
    if (cameras !== undefined && !known) onFresh({ asOf: undefined, stale: true, why: say("gone") });
    else if (failed) onFresh({ asOf: undefined, stale: true, why: say("noList") });
    else if (now !== undefined) onFresh(now);
  }, [cameras, known, failed, now, say, onFresh]);
  if (failed) return <ErrorState fault={fault} />;
  if (cameras === undefined) return <LoadingState />;
  if (together) {
    const tiles = (
      <div className={css.all} style={{ gridTemplateColumns: `repeat(${acrossOf(cameraIds.length)}, minmax(0, 1fr))` }}>
        {cameraIds.map((id) => {
          const found = cameras.find(({ camera }) => camera.id === id);
          return <div key={id} className={css.one}>{found === undefined ? <Gone id={id} /> : <CameraTile camera={found.camera} fit={fit} over onCondition={(condition) => hear(id, condition)} />}</div>;
        })}
      </div>
    );
    return title === undefined ? tiles : <div className={css.named}><p className={css.name}>{title}</p>{tiles}</div>;
  }
  return (
    <div className={css.cell}>
      {[...new Set([shown, ...(next === undefined ? [] : [next])])].map((at) => {
        const found = cameras.find(({ camera }) => camera.id === cameraIds[at]);
        return found === undefined ? (at === shown ? <Gone key="gone" id={cameraIds[at]} /> : null) : (
          <div key={found.camera.id} className={css.turn} data-on={at === shown || undefined} aria-hidden={at === shown ? undefined : true}>
            <CameraTile camera={found.camera} fit={fit} over title={titleOf(title, cameraIds.length, local(language, found.camera.name, found.camera.nameEn))} onCondition={(condition) => hear(found.camera.id, condition)} />
          </div>
        );
      })}
    </div>
  );
}

/** Of a camera that somebody removed its id alone is known: told as a loss is, so that it is found as soon. */
function Gone({ id }: { id: CameraId | undefined }) {
  const say = usePanelText(cameraCellTexts);
  return <div className={css.missing}><p className={css.gone} role="alert" title={`${say("gone")}: ${id ?? ""}`}><b><span aria-hidden="true">✕</span> {say("gone")}</b> <span>{id}</span></p></div>;
}

/** What the cell's frame says of it. What is not of now is told on the picture itself, with its age that moves; the frame says it too. */
function freshOf(condition: Condition, say: (key: "frozen" | "late" | "lost" | "unplayable") => string): Freshness {
  const asOf = condition.age === undefined ? undefined : serverNow() - Math.round(condition.age);
  switch (condition.is) {
    case "opening": return { asOf: undefined, stale: false, drawing: true };
    case "live": case "rationed": return { asOf: undefined, stale: false };
    default: return { asOf, stale: true, why: say(condition.is) };
  }
}

/** Of several cameras the worst: what is not of now, then what is still being opened. */
function worstOf(all: readonly Freshness[]): Freshness | undefined {
  return all.find(({ stale }) => stale) ?? all.find(({ drawing }) => drawing === true) ?? all[0];
}

/** On one camera's picture the name that somebody gave the cell; in turn also which of them it is. */
function titleOf(title: string | undefined, count: number, name: string): string | undefined {
  return title === undefined || count === 1 ? title : `${title} · ${name}`;
}

/** Columns for so many tiles side by side: as square as it goes. */
function acrossOf(count: number): number {
  return Math.ceil(Math.sqrt(count));
}
