import { useEffect, useState } from "react";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { LoadingState } from "../../design/states.tsx";
import { useHeld } from "../../live/held.ts";
import { useCut } from "../../live/hooks.ts";
import { readWallFile, wallFileUrl, type NoFile } from "../../live/wall-file.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import css from "./picture.module.css";
import { pictureTexts } from "./texts.ts";

/** Before a picture that failed is asked for again, s. */
const AGAIN_S = 15;

type Shown = { is: "loading" } | { is: "there" } | { is: "failed"; why: NoFile | { why: "no-picture" } };

/** A picture kept by the backend, as large as its cell. What cannot be shown says why, and is tried again. */
export function PictureCell({ settings, onFresh }: WallPanelProps<"picture">) {
  const say = usePanelText(pictureTexts);
  const { fileId, fit } = settings;
  const held = useHeld();
  const cut = useCut();
  const [turn, setTurn] = useState(0);
  const key = `${fileId} ${turn}`;
  const [state, setState] = useState<{ key: string; shown: Shown }>();
  const shown: Shown = state?.key === key ? state.shown : { is: "loading" };
  const failed = shown.is === "failed";
  useEffect(() => {
    if (shown.is !== "loading") onFresh(failed ? { asOf: undefined, stale: true, why: say("stale") } : { asOf: undefined, stale: false });
  }, [shown.is, failed, say, onFresh]);
  useEffect(() => {
    if (!failed || held || cut) return undefined;
    const timer = setTimeout(() => setTurn((n) => n + 1), AGAIN_S * 1000);
    return () => clearTimeout(timer);
  }, [failed, held, cut]);
  const learn = async (): Promise<void> => {
    // An image says only that it failed: the file itself is asked why.
    const answer = await readWallFile(fileId);
    setState({ key, shown: { is: "failed", why: answer.ok ? { why: "no-picture" } : answer } });
  };
  if (shown.is === "failed") return <Failed why={shown.why} />;
  return (
    <div className={css.picture}>
      {shown.is === "loading" && <LoadingState />}
      <img key={key} src={wallFileUrl(fileId)} alt="" className={css.image} data-fit={fit} hidden={shown.is === "loading"} onLoad={() => setState({ key, shown: { is: "there" } })} onError={() => void learn()} />
    </div>
  );
}

function Failed({ why }: { why: NoFile | { why: "no-picture" } }) {
  const t = useText();
  const say = usePanelText(pictureTexts);
  const missing = why.why === "fault" && why.fault.code === "unknown-id";
  return (
    <div className={css.failed} role="alert" data-failed={missing ? "missing" : why.why}>
      <p>{say(missing ? "missing" : why.why === "no-picture" ? "notPicture" : why.why === "unreachable" ? "unreachable" : "failed")}</p>
      {missing && <p className={css.hint}>{say("missingHint")}</p>}
      {why.why === "fault" && !missing && <p className={css.hint}>{explain(why.fault, t)} · {say("again", { seconds: AGAIN_S })}</p>}
    </div>
  );
}
