import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import type { CameraId } from "#contract/camera";
import { beat } from "../live/beat.ts";
import { serverNow } from "../live/socket.ts";
import type { TileReport } from "./messages.ts";
import { canShow } from "./picture-element.ts";
import { conditionOf, isGrey, type Condition, type Known } from "./tile-condition.ts";
import { useTile, type TileNews } from "./use-tile.ts";

/** What a tile is to say. `figures` are the newest only where every report is drawn. */
export interface View {
  condition: Condition;
  figures: TileReport | undefined;
}

/** An age moves without a word from the worker; it is looked at so often, ms. */
const LOOK_MS = 500;
/** A tile of which the worker has said nothing yet. */
const UNHEARD: Known = { takenAt: undefined, delay: undefined, stood: undefined, asked: 0, interval: undefined, rationed: false, link: true, state: undefined, unplayable: undefined };

/**
 * Puts a camera's pictures into `place` and says how they are. It changes when other words are to be read, not with every report:
 * on a wall of sixty-four tiles drawing the same words anew takes the time the pictures need.
 *
 * @param figure bears `data-taken-at`, the instant of the picture seen, without being drawn anew
 * @param tile.held nothing changes for now
 * @param tile.every every report is to be drawn
 */
export function useCondition(place: RefObject<HTMLElement | null>, figure: RefObject<HTMLElement | null>, { held, every, ...tile }: { camera: CameraId; sub: boolean; seen: boolean; held: boolean; every: boolean }): View {
  const news = useRef<TileNews>(undefined);
  const [view, setView] = useState<View>(() => viewOf(canShow() ? { is: "opening", at: performance.now() } : { is: "none" }));
  const look = useCallback((same: typeof reads) => {
    const { current } = news;
    if (held || current === undefined) return;
    const next = viewOf(current);
    setView((was) => (every || !same(was, next) ? next : was));
  }, [held, every]);
  useTile(place, tile, (heard) => {
    news.current = heard;
    if (heard.is === "report" && heard.report.takenAt !== undefined) figure.current?.setAttribute("data-taken-at", String(heard.report.takenAt));
    // Ages move with the beat alone, those of all tiles together.
    look(tells);
  });
  useEffect(() => {
    news.current ??= canShow() ? { is: "opening", at: performance.now() } : { is: "none" };
    look(reads);
    return beat.on(LOOK_MS, () => look(reads));
  }, [look]);
  return view;
}

function viewOf(news: TileNews): View {
  return { condition: conditionFrom(news, serverNow(), performance.now()), figures: news.is === "report" ? news.report : undefined };
}

function conditionFrom(news: TileNews, now: number, ticks: number): Condition {
  if (news.is === "none") return { is: "unplayable", age: undefined, codec: "" };
  if (news.is === "gone") return { is: "lost", age: undefined, why: "player" };
  const condition = conditionOf(news.is === "opening" ? UNHEARD : news.report, { passed: Math.max(0, ticks - news.at), now });
  // Decoders exist on pages of https and of this machine alone.
  return condition.is === "unplayable" && globalThis.isSecureContext === false ? { ...condition, codec: "" } : condition;
}

/** Whether the same is told of both, but for the age. */
function tells({ condition: a }: View, { condition: b }: View): boolean {
  const why = (one: Condition): string => (one.is === "lost" ? one.why : one.is === "unplayable" ? one.codec : "");
  return a.is === b.is && why(a) === why(b) && (a.age === undefined) === (b.age === undefined) && isGrey(a) === isGrey(b);
}

/** Whether the same is read of both. */
function reads(a: View, b: View): boolean {
  return tells(a, b) && letters(a.condition) === letters(b.condition);
}

/** What of an age is read: see `ageOf`. */
function letters({ is, age }: Condition): number | undefined {
  if (age === undefined || age < 1000) return age && 0;
  return is === "rationed" || age >= 10_000 ? 10 * Math.floor(age / 1000) : Math.round(age / 100);
}
