import { useState } from "react";
import type { Evidence } from "#contract/incident";
import { formatNumber, formatSpan, formatTime } from "../format.ts";
import { useLanguage } from "../i18n.ts";
import { usePanelText } from "../panel-text.ts";
import { useLater } from "../use-later.ts";
import css from "./thumb.module.css";
import { thumbTexts } from "./thumb-texts.ts";

const largePicture = () => import("./thumb-large.tsx");

/**
 * One piece of evidence, small: a picture or film opens large where it stands, anything else is saved. With its instant and the
 * beginning of its SHA-256. @param cover words that stand in place of its pictures: they are neither shown nor asked for
 */
export function Thumb({ one, url, cover }: { one: Evidence; url: string; cover?: string | undefined }) {
  const say = usePanelText(thumbTexts);
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const { part: large, failed, want } = useLater(largePicture);
  const at = formatTime(one.at, "full", language);
  const picture = one.type.startsWith("image/");
  const film = one.type === "video/mp4";
  const small = (
    <>
      {picture ? <Small url={url} name={one.name} /> : <span className={css.document}>{film ? "▶ MP4" : "PDF"}</span>}
      <span className={css.name}>{one.name}</span>
    </>
  );
  return (
    <figure className={css.thumb} data-evidence={one.id}>
      {cover !== undefined ? <span className={css.open} data-covered=""><span className={css.document}>{cover}</span><span>{one.name}</span></span> : picture || film ? <button type="button" className={css.open} aria-label={say(film ? "play" : "enlarge", { name: one.name })} onClick={() => {
        setOpen(true);
        want();
      }}>{small}</button> : <a className={css.open} href={`${url}?save`} download={one.name}>{small}</a>}
      <figcaption title={one.sha256}>{at} · {say("bytes", { n: Math.ceil(one.bytes / 1024) })}<br /><span className={css.sha}>SHA-256 {one.sha256.slice(0, 12)}…</span><TakenWords one={one} /></figcaption>
      {open && cover === undefined && failed && <p role="alert">✕ {say("notRead")}</p>}
      {open && cover === undefined && large !== undefined && <large.ThumbLarge name={one.name} url={url} film={film} onClose={() => setOpen(false)}>{one.filmed?.is === "clip" && <><b>{say("filmed", { from: formatTime(one.filmed.from, "full", language), to: formatTime(one.filmed.to, "time", language) })}</b><br /></>}{at} · {one.type} · {say("bytes", { n: Math.ceil(one.bytes / 1024) })}<br />SHA-256 {one.sha256}<TakenWords one={one} /></large.ThumbLarge>}
    </figure>
  );
}

/** The small picture; the piece itself where there is none. */
function Small({ url, name }: { url: string; name: string }) {
  const [whole, setWhole] = useState(false);
  return <img src={whole ? url : `${url}/thumb`} alt={name} loading="lazy" onError={() => setWhole(true)} />;
}

/** From these on the photograph and the case do not seem to fit: said in words, decided by nobody but people. */
const [FAR_M, APART_MS] = [1000, 6 * 3_600_000];

/** When and where the photograph says it was taken, beside the case: anybody can write that into a file. */
function TakenWords({ one }: { one: Evidence }) {
  const say = usePanelText(thumbTexts);
  const language = useLanguage();
  const { taken } = one;
  if (taken === undefined) return one.type === "image/jpeg" ? <><br /><span className={css.sha}>{say("takenNot")}</span></> : null;
  const before = taken.at === undefined ? undefined : one.at - taken.at;
  const odd = (taken.metres !== undefined && taken.metres > FAR_M) || (before !== undefined && (before > APART_MS || before < -APART_MS / 6));
  const where = taken.metres !== undefined ? say("takenAt", { far: taken.metres < 1000 ? `${formatNumber(taken.metres, 0, language)} m` : `${formatNumber(taken.metres / 1000, 1, language)} km` }) : taken.position === undefined ? say("takenNowhere") : `${formatNumber(taken.position[1], 5, language)}, ${formatNumber(taken.position[0], 5, language)}`;
  const when = taken.at === undefined || before === undefined ? say("takenNever") : say(before >= 0 ? "takenBefore" : "takenAfter", { at: formatTime(taken.at, "short", language), by: formatSpan(Math.abs(before), language) });
  return <><br /><span data-taken={odd ? "odd" : "fits"}>{odd ? "⚠ " : ""}{say("taken")}: {when} · {where}</span></>;
}
