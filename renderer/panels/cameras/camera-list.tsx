import { useMemo, useState } from "react";
import type { Camera, CameraId, Listening, StreamHealth, StreamState } from "#contract/camera";
import { Button, Field } from "../../design/controls.tsx";
import { lostWords } from "../../design/facts/camera-words.ts";
import { formatAge, formatNumber, formatSpan } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState } from "../../design/states.tsx";
import { matcher, searchable } from "../../design/text-search.ts";
import { useRealNow } from "../../live/hooks.ts";
import type { ListedCamera } from "../use-cameras.ts";
import { CLOCK_OFF, CLOCK_RUNS, graver, SIGN } from "./camera-state.ts";
import { illOf } from "./health-rows.ts";
import css from "./cameras.module.css";
import { cameraTexts } from "./texts.ts";

interface Props {
  cameras: readonly ListedCamera[];
  /** Those in the tiles. */
  shown: readonly CameraId[];
  onTurn: (id: CameraId) => void;
  onEdit: ((camera: Camera) => void) | undefined;
}

/** Every camera with how it does, those without a right picture first; pressed it comes into the tiles, or goes. */
export function CameraList({ cameras, shown, onTurn, onEdit }: Props) {
  const say = usePanelText(cameraTexts);
  const language = useLanguage();
  const [query, setQuery] = useState("");
  const found = useMemo(() => {
    const match = matcher(query);
    const ill = ({ camera, states }: ListedCamera): number => (camera.enabled ? illOf(graver(states.main, states.sub), undefined, undefined) : 0);
    return cameras.filter(({ camera: { id, name, nameEn } }) => match === undefined || match(searchable(id, name, nameEn ?? ""))).toSorted((a, b) => ill(b) - ill(a));
  }, [cameras, query]);
  return (
    <>
      <Field bare type="search" label={say("search")} placeholder={say("search")} value={query} onChange={setQuery} />
      {found.length === 0 ? <EmptyState text={say(cameras.length === 0 ? "none" : "noMatch")} /> : (
        <ul className={css.list} aria-label={say("list")}>
          {found.map(({ camera, states, health, listening }) => {
            const state = graver(states.main, states.sub);
            const name = local(language, camera.name, camera.nameEn);
            return (
              <li key={camera.id} data-camera-line={camera.id} data-state={camera.enabled ? state.is : "off"} data-picture={state.picture}>
                <button type="button" className={css.line} aria-pressed={shown.includes(camera.id)} disabled={!camera.enabled} onClick={() => onTurn(camera.id)}>
                  <span aria-hidden="true">{camera.enabled ? SIGN[state.is] : "–"}</span>
                  <span className={css.lineText}><b title={name}>{name}</b><StateWords camera={camera} state={state} />{listening !== undefined && <ListeningWords listening={listening} />}{camera.enabled && <HealthWords state={state} health={states.sub !== undefined && (health?.sub?.watched ?? 0) > (health?.main.watched ?? 0) ? health?.sub : health?.main} />}</span>
                </button>
                {onEdit !== undefined && <Button look="quiet" aria-label={say("edit", { name })} onPress={() => onEdit(camera)}>✎</Button>}
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

function StateWords({ camera, state }: { camera: Camera; state: StreamState }) {
  const say = usePanelText(cameraTexts);
  const language = useLanguage();
  const now = useRealNow();
  const words = !camera.enabled ? [say("off")]
    : [say(state.is), state.picture === undefined ? undefined : say(state.picture), state.is === "lost" && state.reason !== undefined ? lostWords(state.reason, language) : undefined, ["lost", "frozen", "late"].includes(state.is) && state.since > 0 ? formatAge(state.since, now, language) : undefined, camera.sensitive ? say("sensitive") : undefined];
  return <small title={state.detail}>{words.filter((word) => word !== undefined).join(" · ")}</small>;
}

/** How the room hears of what it notices. */
function ListeningWords({ listening }: { listening: Listening }) {
  const say = usePanelText(cameraTexts);
  const language = useLanguage();
  if (listening.is === "connecting") return null;
  return <small data-listening={listening.is}>{listening.is === "listening" ? say("listening") : say("unheard", { why: listening.reason === undefined ? "" : lostWords(listening.reason, language) })}</small>;
}

/** How it did over the last hours, and what its clock does; nothing where nobody looked. */
function HealthWords({ state, health }: { state: StreamState; health: StreamHealth | undefined }) {
  const say = usePanelText(cameraTexts);
  const language = useLanguage();
  const seconds = (ms: number): string => formatNumber(Math.abs(ms) / 1000, 1, language);
  const words = [
    health?.up === undefined || health.watched < 60_000 ? undefined : say("up", { n: formatNumber(Math.floor(health.up * 1000) / 10, health.up === 1 ? 0 : 1, language), span: formatSpan(health.watched, language) }),
    health === undefined || health.outages === 0 ? undefined : say("losses", { n: health.outages }),
    state.clockOff !== undefined && Math.abs(state.clockOff) > CLOCK_OFF ? say("clock", { n: seconds(state.clockOff) }) : undefined,
    state.drift !== undefined && Math.abs(state.drift) > CLOCK_RUNS ? say("drift", { n: seconds(state.drift) }) : undefined,
  ].filter((word) => word !== undefined);
  return words.length === 0 ? null : <small data-health="">{words.join(" · ")}</small>;
}
