import { createContext, useCallback, useContext, type ReactNode } from "react";
import type { Evidence } from "#contract/incident";
import { usePanelText } from "../../design/panel-text.ts";
import { usePrivacy } from "../../live/use-privacy.ts";
import { tileTexts } from "../../video/texts.ts";
import { useCameras } from "../use-cameras.ts";

type CoverOf = (one: Pick<Evidence, "filmed">) => string | undefined;
const Covers = createContext<CoverOf>(() => undefined);

/** What stands in place of a piece's pictures while the privacy key is on; undefined: they may be seen. */
export const useCover = (): CoverOf => useContext(Covers);

/** Covers what sensitive cameras filmed as their tiles are covered: of a camera marked when it was kept, or marked since. */
export function CoverByKey({ children }: { children: ReactNode }) {
  const say = usePanelText(tileTexts);
  const on = usePrivacy();
  const { cameras } = useCameras();
  const coverOf = useCallback<CoverOf>(({ filmed }) => {
    if (!on || filmed === undefined) return undefined;
    return filmed.sensitive || cameras?.some(({ camera }) => camera.id === filmed.cameraId && camera.sensitive) === true ? say("covered") : undefined;
  }, [on, cameras, say]);
  return <Covers value={coverOf}>{children}</Covers>;
}
