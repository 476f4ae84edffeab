import { useEffect, useRef, type ReactNode } from "react";
import type { Camera } from "#contract/camera";
import { formatNumber } from "../design/format.ts";
import { local, useLanguage } from "../design/i18n.ts";
import { usePanelText } from "../design/panel-text.ts";
import { Held, useHeld } from "../live/held.ts";
import { usePrivacy } from "../live/use-privacy.ts";
import { CameraMade } from "./camera-made.tsx";
import css from "./camera-tile.module.css";
import { ReadOut } from "./read-out.tsx";
import { tileTexts } from "./texts.ts";
import { isGrey, type Condition } from "./tile-condition.ts";
import { ageOf, conditionWords } from "./tile-words.ts";
import { useCondition } from "./use-condition.ts";
import { useSeen } from "./use-seen.ts";
import { useZoom } from "./use-zoom.ts";
import { transformOf } from "./zoom.ts";

interface Props {
  camera: Camera;
  /** The whole picture, or all of the tile. */
  fit?: "contain" | "cover";
  /** False: it is there, but nobody sees it; nothing is sent nor decoded. */
  shown?: boolean;
  /** Enlarged by wheel, moved by drawing. */
  hands?: boolean;
  /** The figures of a technician stand on it. */
  readOut?: boolean;
  /** Another name for it than its own. */
  title?: string | undefined;
  /** Its name's line lies on the picture: where tiles are small, that line would take a third of it. */
  over?: boolean;
  /** What can be done with it, at the end of its name's line. */
  action?: ReactNode;
  /** Told when it becomes another; ages move meanwhile without a word. */
  onCondition?: ((condition: Condition) => void) | undefined;
}

/** Live pictures of one camera with its name and their age. What is not of now says so (invariant 7). Inside a frozen cell the last picture stays, and the cell says since when. */
export function CameraTile(props: Props) {
  // Privacy is of now in a frozen cell too: the tile holds itself.
  const held = useHeld();
  return <Held value={false}><Tile {...props} held={held} /></Held>;
}

function Tile({ camera, fit = "contain", shown = true, hands = false, readOut = false, title, over = false, action, onCondition, held }: Props & { held: boolean }) {
  const say = usePanelText(tileTexts);
  const language = useLanguage();
  const view = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const covered = usePrivacy() && camera.sensitive;
  const seen = useSeen(view) && shown && !covered && !held;
  const figure = useRef<HTMLElement>(null);
  const { condition, figures } = useCondition(place, figure, { camera: camera.id, sub: camera.streams.sub !== undefined, seen, held, every: readOut });
  const [zoom, whole] = useZoom(view, hands);
  const tell = useRef(onCondition);
  const told = useRef(condition);
  useEffect(() => {
    [tell.current, told.current] = [onCondition, condition];
  });
  const why = condition.is === "lost" ? condition.why : undefined;
  useEffect(() => tell.current?.(told.current), [condition.is, why]);

  const name = local(language, camera.name, camera.nameEn);
  const age = ageOf(condition, say, language);
  const words = held ? undefined : conditionWords(condition, say, language, over);
  // On a small tile that line would hide the picture it speaks of: there the sign beside the age stands for it (camera-tile.module.css).
  const fewer = over && condition.is === "rationed" && age !== undefined ? true : undefined;
  return (
    <figure ref={figure} className={css.tile} data-over={over || undefined} data-camera={camera.id} data-condition={condition.is} data-why={why} data-grey={(!held && isGrey(condition)) || undefined} data-covered={covered || undefined} aria-label={say("tile", { name })}>
      <div ref={view} className={css.view}>
        <div ref={place} className={css.picture} data-picture="" data-fit={fit} style={{ transform: transformOf(zoom) }} />
        {condition.is === "unplayable" && seen && camera.control !== undefined && <CameraMade camera={camera.id} />}
        {!covered && (
          <div className={css.told}>
            {words !== undefined && (
              <p className={css.badge} role="status" data-fewer={fewer} title={titleOf(conditionWords(condition, say, language))}>
                <b><Sign of={condition.is} /> {words.what}</b>{words.why !== undefined && <span>{words.why}</span>}
              </p>
            )}
            {readOut && figures !== undefined && <ReadOut report={figures} />}
          </div>
        )}
        {zoom.scale > 1 && <button type="button" className={css.whole} title={say("whole")} aria-label={say("whole")} onClick={whole}>{say("zoomed", { n: formatNumber(zoom.scale, 1, language) })} ⤢</button>}
        {covered && <p className={css.cover}>{say("covered")}</p>}
      </div>
      <figcaption className={css.caption}>
        <span className={css.name} title={name}>{title ?? shortOf(name)}</span>
        {!held && !covered && age !== undefined && <span className={css.age} title={fewer ? titleOf(words) : say("age", { age })}>{fewer && <span className={css.fewer}><Sign of="rationed" /> </span>}{age}</span>}
        {action}
      </figcaption>
    </figure>
  );
}

/** All of it, however short the badge. */
const titleOf = (words: ReturnType<typeof conditionWords>): string => [words?.what, words?.why].filter((each) => each !== undefined).join(" · ");

/** On a tile, where letters are scarce, the word camera tells nothing; the whole name stands where it is pointed at. */
function shortOf(name: string): string {
  const rest = name.replace(/^camera\s+/i, "");
  return rest === "" ? name : rest.charAt(0).toLocaleUpperCase("vi") + rest.slice(1);
}

/** Shape beside the words: nothing is told by colour. */
function Sign({ of }: { of: Condition["is"] }) {
  return <span aria-hidden="true">{of === "frozen" ? "❚❚" : of === "lost" || of === "unplayable" ? "✕" : of === "opening" ? "○" : "◷"}</span>;
}
