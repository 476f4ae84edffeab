import { useState } from "react";
import { isFact } from "../../../design/facts/fact-words.ts";
import { formatTime } from "../../../design/format.ts";
import { useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../../design/states.tsx";
import { useRequest } from "../../../live/hooks.ts";
import css from "./scenes.module.css";
import { sceneTexts } from "./texts.ts";

/** Savings of scenes looked through for one scene's versions: the newest. */
const MOST = 200;
const KINDS = ["wall:scene-saved"];

/** The versions of a scene, as the journal has them. */
export function Versions({ sceneId, version }: { sceneId: string; version: number }) {
  const say = usePanelText(sceneTexts);
  const [open, setOpen] = useState(false);
  return (
    <details className={css.versions} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say("versions")}</summary>
      {open && <List key={version} sceneId={sceneId} />}
    </details>
  );
}

function List({ sceneId }: { sceneId: string }) {
  const say = usePanelText(sceneTexts);
  const language = useLanguage();
  const { result, again } = useRequest("fact:recent", { kinds: KINDS, limit: MOST });
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  const saved = result.value.facts.map((fact): unknown => fact).filter(isFact).flatMap((fact) => (fact.kind === "wall:scene-saved" && fact.scene.id === sceneId ? [fact] : []));
  return (
    <ul>
      {saved.map(({ seq, scene }) => <li key={seq}>{say("versionLine", { n: scene.version, name: scene.name, time: formatTime(scene.savedAt, "short", language), who: scene.savedBy ?? say("machine") })}</li>)}
    </ul>
  );
}
