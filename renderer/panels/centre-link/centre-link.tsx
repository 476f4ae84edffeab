import { useState } from "react";
import type { Replication } from "#contract/replication";
import { formatNumber, formatSpan, formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useNow, useStatus } from "../../live/hooks.ts";
import css from "./centre-link.module.css";
import { centreTexts } from "./texts.ts";

/** ms after which the last look at what the centre issues is told with its age. */
const ASKED_LATELY = 60_000;
const SIGN = { up: "●", sending: "→", connecting: "…", down: "✕" } as const;

/** The link to the city's centre and what has still to go there: in every window of a room that has a centre, and in no other. @param wall without what is read from near */
export function CentreLink({ wall = false }: { wall?: boolean }) {
  const replication = useStatus()?.replication;
  return replication === undefined ? null : <Link replication={replication} wall={wall} />;
}

function Link({ replication, wall }: { replication: Replication; wall: boolean }) {
  const say = usePanelText(centreTexts);
  const language = useLanguage();
  const now = useNow();
  const { link, left, perSecond, oldestAlarm, quarantined = 0, different = 0, filesLeft = 0, filesLacking = 0, issued, askedAt } = replication;
  const state = link === "up" && left !== undefined && left > 0 ? "sending" : link;
  const number = (n: number) => formatNumber(n, 0, language);
  const rest = left === undefined ? say("unknown") : left === 0 ? say("all") : say("left", { n: number(left) });
  const word = link === "up" ? rest : say(link);
  // Below a few a second a rate says nothing of when it ends.
  const ahead = state === "sending" && perSecond >= 5 && left !== undefined && left > perSecond * 2 ? say("ahead", { span: formatSpan((left / perSecond) * 1000, language) }) : undefined;
  const near = [
    link === "up" ? undefined : rest,
    state === "sending" && perSecond >= 1 ? say("rate", { n: number(perSecond) }) : undefined,
    ahead,
    oldestAlarm === undefined ? undefined : say("oldest", { span: formatSpan(now - oldestAlarm, language) }),
    quarantined > 0 ? say("apart", { n: number(quarantined) }) : undefined,
    filesLeft > 0 ? say("files", { n: number(filesLeft) }) : undefined,
    filesLacking > 0 ? say("lacking", { n: number(filesLacking) }) : undefined,
    different > 0 ? say("different", { n: number(different) }) : undefined,
    issued !== undefined && issued.open > 0 ? say("issued.open", { n: number(issued.open) }) : undefined,
    issued !== undefined && issued.refused > 0 ? say("issued.refused", { n: number(issued.refused) }) : undefined,
    // What is in force here is as old as the last look.
    issued !== undefined && issued.inForce > 0 && (link !== "up" || askedAt === undefined || now - askedAt > ASKED_LATELY) ? (askedAt === undefined ? say("issued.old.unknown") : say("issued.old", { span: formatSpan(now - askedAt, language) })) : undefined,
  ].filter((part) => part !== undefined);
  return (
    <div className={css.link} data-centre={state} data-left={left} title={wall ? undefined : whole(replication)} role="status" aria-live="off">
      <span className={css.head}><span aria-hidden="true">{SIGN[state]}</span> {say("centre")}{wall ? "" : `: ${word}`}</span>
      <span className={css.more}>{wall ? (link === "down" && left !== undefined && left > 0 ? rest : word) : near.join(" · ")}</span>
      {!wall && <Bar left={link === "up" ? left : undefined} />}
    </div>
  );

  /** All of it, in words. */
  function whole({ since, why, repaired, comparedAt, filesWhy }: Replication): string {
    const at = (instant: number) => formatTime(instant, "short", language);
    return [
      `${say("centre")}: ${say(link === "up" ? "since" : link, { at: at(since) })}${link === "up" ? "" : ` ${say("since", { at: at(since) })}`}`,
      why === undefined ? undefined : `${say(`why.${why}`)} – ${say("waiting")}`,
      ...near,
      issued === undefined || issued.inForce === 0 ? undefined : say("issued.inForce", { n: number(issued.inForce), at: issued.newestAt === undefined ? "" : formatTime(issued.newestAt, "full", language) }),
      askedAt === undefined ? undefined : say("issued.asked", { at: at(askedAt) }),
      filesWhy === undefined ? undefined : say("files.wait", { why: say(`why.${filesWhy}`) }),
      repaired > 0 ? say("repaired", { n: number(repaired) }) : undefined,
      comparedAt === undefined ? undefined : say("compared", { at: at(comparedAt) }),
    ].filter((part) => part !== undefined).join("\n");
  }
}

/** How much of what had to go is there, since there was last nothing left. */
function Bar({ left }: { left: number | undefined }) {
  const say = usePanelText(centreTexts);
  const [most, setMost] = useState(0);
  const next = left === undefined ? most : left === 0 ? 0 : Math.max(most, left);
  if (next !== most) setMost(next);
  const share = left === undefined || next === 0 ? undefined : 1 - left / next;
  return <span className={css.bar} role="progressbar" aria-label={say("bar")} aria-valuemin={0} aria-valuemax={100} aria-valuenow={share === undefined ? (left === 0 ? 100 : undefined) : Math.floor(share * 100)} data-idle={share === undefined || undefined}><span style={{ inlineSize: `${(share ?? 0) * 100}%` }} /></span>;
}
