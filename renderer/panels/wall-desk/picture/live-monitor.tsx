import type { ReactNode } from "react";
import type { Monitor } from "#contract/wall";
import { formatAge } from "../../../design/format.ts";
import { useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { deskTexts } from "../texts.ts";
import { MonitorBox, tilesShown, type PictureView } from "./monitor-box.tsx";
import { sendsPictures } from "./monitor-state.ts";
import { maySee, usePrivateSince } from "../private.ts";
import { useSmallPicture } from "./use-small-picture.ts";

/** A picture older than this says its age, ms. */
const FRESH_MS = 2000;

/** A monitor with the small picture of what it shows at this moment; where there is none, a scheme of its cells. */
export function LiveMonitor({ view, monitor, children }: { view: PictureView; monitor: Monitor; children?: ReactNode }) {
  const say = usePanelText(deskTexts);
  const language = useLanguage();
  const { picture, is } = useSmallPicture(sendsPictures(view.wall, monitor) ? `/api/wall/picture/${monitor.id}` : undefined);
  const since = usePrivateSince(view.privacy);
  const seen = picture !== undefined && maySee(picture.takenAt, since, tilesShown(view.wall, monitor, view.now));
  const age = picture === undefined ? 0 : view.now - picture.takenAt;
  const note = is === "failed" ? say("pictureFailed") : age > FRESH_MS ? say("age", { age: formatAge(view.now - age, view.now, language) }) : undefined;
  return <MonitorBox view={view} monitor={monitor} picture={seen ? picture.url : undefined} note={note}>{children}</MonitorBox>;
}
