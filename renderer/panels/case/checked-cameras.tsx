import type { CameraId } from "#contract/camera";
import type { Evidence } from "#contract/incident";
import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { evidenceUrl } from "../../live/evidence.ts";
import { useMay } from "../../live/session.ts";
import { BestCameras } from "../best-cameras.ts";
import { beforeAfter } from "./before-after.ts";
import css from "./checked-cameras.module.css";
import { useCover } from "./covered.tsx";
import { filmedTexts } from "./filmed-texts.ts";
import type { WholeCase } from "./use-case.ts";

/** What cameras show for a verification, or for the check before a case is closed: the pictures of now, and stills of before and after beside each other. */
export function CheckedCameras({ whole: { incident, evidence }, pairs, onLooked }: { whole: WholeCase; pairs: boolean; onLooked: (camera: CameraId) => void }) {
  const mayLook = useMay("camera:list");
  return (
    <>
      {pairs && beforeAfter(evidence).map((pair) => <Pair key={pair.before.id} {...pair} />)}
      {mayLook && incident.position !== undefined && <BestCameras subject={{ incidentId: incident.id, place: incident.position }} otherwise={<></>} onLooked={onLooked} />}
    </>
  );
}

function Pair({ camera, before, after }: { camera: string; before: Evidence; after: Evidence }) {
  const say = usePanelText(filmedTexts);
  const language = useLanguage();
  const coverOf = useCover();
  const one = (piece: Evidence, what: "first" | "last") => (
    <figure data-pair={what}>
      {coverOf(piece) === undefined ? <img src={evidenceUrl(piece.id)} alt={`${say(what)}: ${camera}`} /> : <p className={css.cover}>{coverOf(piece)}</p>}
      <figcaption>{say(what)}: {piece.filmed === undefined ? "" : formatTime(piece.filmed.at, "full", language)}</figcaption>
    </figure>
  );
  return (
    <section className={css.pair} aria-label={`${say("pair")}: ${camera}`}>
      <h3>{say("pair")}: {camera}</h3>
      <div>{one(before, "first")}{one(after, "last")}</div>
    </section>
  );
}
