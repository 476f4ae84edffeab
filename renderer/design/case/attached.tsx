import type { MapView } from "#contract/attached";
import type { Attached, Evidence } from "#contract/incident";
import type { ReactNode } from "react";
import { formatNumber, formatTime } from "../format.ts";
import { useLanguage, type Language } from "../i18n.ts";
import { fill, usePanelText } from "../panel-text.ts";
import { Thumb } from "./thumb.tsx";
import css from "./thumb.module.css";
import { thumbTexts } from "./thumb-texts.ts";

interface Props {
  note: Attached;
  /** The case's evidence that this window knows. */
  evidence: readonly Evidence[];
  url: (id: string) => string;
  /** Words in place of a piece's pictures. */
  coverOf?: (one: Evidence) => string | undefined;
  /** What can be done with a view of the map here. */
  children?: (view: MapView) => ReactNode;
}

/** What came with a message: pictures, a view of the map, a meeting. */
export function AttachedThings({ note, evidence, url, coverOf, children }: Props) {
  const language = useLanguage();
  const pieces = (note.evidence ?? []).flatMap((id) => evidence.find((one) => one.id === id) ?? []);
  return (
    <>
      {pieces.length > 0 && <span className={css.strip}>{pieces.map((one) => <Thumb key={one.id} one={one} url={url(one.id)} cover={coverOf?.(one)} />)}</span>}
      {note.view !== undefined && <span className={css.line}><span>{viewWords(note.view, language)}</span>{children?.(note.view)}</span>}
      {note.link !== undefined && <MeetingLink link={note.link} />}
    </>
  );
}

/** A meeting's address, opened outside this window. */
export function MeetingLink({ link }: { link: string }) {
  const say = usePanelText(thumbTexts);
  const host = /^https:\/\/([^/?#]+)/.exec(link)?.[1] ?? link;
  return <span className={css.line}><span>{say("meeting", { host })}</span> <a className={css.join} href={link} target="_blank" rel="noopener noreferrer" title={`${link} – ${say("outside")}`} data-meeting="">{say("join")} ↗</a></span>;
}

/** "Khung bản đồ 16,46500, 107,59000 · z15,2" */
export function viewWords({ centre: [lon, lat], zoom, at }: MapView, language: Language): string {
  const where = `${formatNumber(lat, 5, language)}, ${formatNumber(lon, 5, language)} · z${formatNumber(zoom, 1, language)}`;
  return at === undefined ? fill(thumbTexts[language].view, { at: where }) : fill(thumbTexts[language].viewPast, { at: where, when: formatTime(at, "full", language) });
}
