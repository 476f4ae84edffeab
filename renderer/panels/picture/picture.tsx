import { useEffect, useState } from "react";
import { usePanelText } from "../../design/panel-text.ts";
import { LoadingState } from "../../design/states.tsx";
import { readWallFile, wallFileUrl } from "../../live/wall-file.ts";
import { FileFailed, fileTexts, type FileFailure } from "../file-failed.tsx";
import { useAgain, useTurn } from "../use-again.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import css from "./picture.module.css";

type Shown = { is: "loading" } | { is: "there" } | { is: "failed"; why: FileFailure };

/** A picture kept by the backend, as large as its cell. What cannot be shown says why, and is tried again. */
export function PictureCell({ settings, onFresh }: WallPanelProps<"picture">) {
  const say = usePanelText(fileTexts);
  const { fileId, fit } = settings;
  const [state, setState] = useState<{ key: string; shown: Shown }>();
  const [turn, again] = useTurn();
  const key = `${fileId} ${turn}`;
  const shown: Shown = state?.key === key ? state.shown : { is: "loading" };
  const failed = shown.is === "failed";
  useAgain(failed ? shown.why : undefined, again);
  useEffect(() => {
    if (shown.is !== "loading") onFresh(failed ? { asOf: undefined, stale: true, why: say("stale", { what: say("picture") }) } : { asOf: undefined, stale: false });
  }, [shown.is, failed, say, onFresh]);
  const learn = async (): Promise<void> => {
    // An image says only that it failed: the file itself is asked why.
    const answer = await readWallFile(fileId);
    setState({ key, shown: { is: "failed", why: answer.ok ? { why: "no-picture" } : answer } });
  };
  if (shown.is === "failed") return <FileFailed kind="picture" why={shown.why} />;
  return (
    <div className={css.picture}>
      {shown.is === "loading" && <LoadingState />}
      <img key={key} src={wallFileUrl(fileId)} alt="" className={css.image} data-fit={fit} hidden={shown.is === "loading"} onLoad={() => setState({ key, shown: { is: "there" } })} onError={() => void learn()} />
    </div>
  );
}
