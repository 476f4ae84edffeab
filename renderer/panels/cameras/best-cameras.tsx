import { useEffect, useMemo, useState, type ReactNode } from "react";
import type { CameraId } from "#contract/camera";
import { MOST_BESIDE } from "#contract/wall-edit";
import { Button } from "../../design/controls.tsx";
import { lostWords } from "../../design/facts/camera-words.ts";
import { formatNumber } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { LoadingState } from "../../design/states.tsx";
import { worthShowing } from "../../geo/best-cameras.ts";
import type { HeightGrid } from "../../geo/heights.ts";
import { useRecords } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { cityHeights } from "../../scene/city/read-heights.ts";
import { CameraTile } from "../../video/camera-tile.tsx";
import { offerTexts } from "../camera-offer-texts.ts";
import { offersFor, type CameraOffer } from "../camera-offers.ts";
import { useCamerasToWall, useOnWall, type CameraSubject } from "../cameras-on-wall.ts";
import { KeepPictures } from "../keep-pictures.tsx";
import { useCameras } from "../use-cameras.ts";
import css from "./best-cameras.module.css";

/** Lines of the list; the rest is counted. */
const MOST = 6;
/** Farther a camera shows nothing of the place, m. */
const FAR = 2000;

/** The cameras around a place, the best first: how far, what they have of it, and their pictures when asked for. @param otherwise stands there where the room has no live camera near. @param onLooked told when a camera's picture of now is before the person's eyes */
export function BestCameras({ subject, otherwise, onLooked }: { subject: CameraSubject; otherwise?: ReactNode; onLooked?: ((camera: CameraId) => void) | undefined }) {
  const say = usePanelText(offerTexts);
  const { cameras, fault } = useCameras();
  const things = useRecords("things");
  const relief = useRelief();
  const [open, setOpen] = useState(false);
  const mayOperate = useMay("wall:operate");
  const onWall = useOnWall(subject);
  const toWall = useCamerasToWall();
  const [sending, setSending] = useState(false);
  const [lon, lat] = subject.place;
  const offers = useMemo(() => (cameras === undefined || relief.is === "reading" ? undefined : offersFor([lon, lat], cameras, things, relief.heights).filter(({ metres }) => metres <= FAR)), [cameras, things, relief, lon, lat]);
  const tiles = useMemo(() => tilesOf(offers ?? []), [offers]);
  if (fault !== undefined && cameras === undefined) return otherwise ?? <p className={css.faint} role="status">{say("noList")}</p>;
  // A room without live cameras waits for no relief.
  if (cameras?.length === 0 && otherwise !== undefined) return otherwise;
  if (offers === undefined) return <LoadingState />;
  if (offers.length === 0 && otherwise !== undefined) return otherwise;
  const turn = async (): Promise<void> => {
    setSending(true);
    await toWall(subject);
    setSending(false);
  };
  return (
    <section className={css.best} aria-label={say("title")} data-best-cameras={offers.length}>
      <div className={css.head}>
        <h3>{say("title")}</h3>
        {tiles.length > 0 && <Button look="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>{say(open ? "hide" : "show")}</Button>}
        {mayOperate && (tiles.length > 0 || onWall) && <Button look="quiet" keyHint="C" isDisabled={sending} onPress={() => void turn()}>{say(onWall ? "offWall" : "toWall")}</Button>}
      </div>
      {offers.length === 0 ? <p className={css.faint}>{say("none")}</p> : (
        <>
          <ol className={css.list}>{offers.slice(0, MOST).map((offer) => <OfferLine key={offer.camera.id} offer={offer} />)}</ol>
          <p className={css.faint}>{offers.length > MOST && `${say("more", { n: offers.length - MOST })} · `}{say(relief.heights === undefined ? "flat" : "ground")}</p>
        </>
      )}
      {open && <div className={css.tiles} role="group" aria-label={say("tiles")}>{tiles.map((camera) => <div key={camera.id} className={css.tile}><CameraTile camera={camera} hands onCondition={({ is }) => { if (is === "live" || is === "rationed" || is === "late") onLooked?.(camera.id); }} action={<KeepPictures camera={camera} incidentId={"incidentId" in subject ? subject.incidentId : undefined} />} /></div>)}</div>}
    </section>
  );
}

/** One camera: how far, and what it has of the place or why it has no picture. */
function OfferLine({ offer: { camera, sight, metres, dead, why } }: { offer: CameraOffer }) {
  const say = usePanelText(offerTexts);
  const language = useLanguage();
  const far = metres < 1000 ? say("metres", { n: Math.round(metres) }) : say("kilometres", { n: formatNumber(metres / 1000, 1, language) });
  const lost = why === undefined ? "" : why === "frozen" ? say("frozen") : lostWords(why, language);
  const name = local(language, camera.name, camera.nameEn);
  return (
    <li className={css.line} data-offer={camera.id} data-sight={sight} data-dead={dead || undefined}>
      <b title={name}>{name}</b>
      <span className={css.metres}>{far}</span>
      <span className={css.why}>{dead ? `✕ ${say("dead")}: ${lost}` : `${sight === "sees" ? "●" : "○"} ${say(sight)}`}</span>
    </li>
  );
}

function tilesOf(offers: readonly CameraOffer[]): CameraOffer["camera"][] {
  const byId = new Map<string, CameraOffer["camera"]>(offers.map(({ camera }) => [camera.id, camera]));
  return worthShowing(offers.map(({ camera, ...rank }) => ({ ...rank, id: camera.id })), MOST_BESIDE).flatMap(({ id }) => byId.get(id) ?? []);
}

type Relief = { is: "reading" | "read"; heights: HeightGrid | undefined };

function useRelief(): Relief {
  const [relief, setRelief] = useState<Relief>({ is: "reading", heights: undefined });
  useEffect(() => {
    let wanted = true;
    void cityHeights().then((heights) => wanted && setRelief({ is: "read", heights }));
    return () => {
      wanted = false;
    };
  }, []);
  return relief;
}
