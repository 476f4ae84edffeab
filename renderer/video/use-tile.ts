import { useEffect, useRef, useState, type RefObject } from "react";
import type { CameraId, StreamName } from "#contract/camera";
import type { Level } from "./governor.ts";
import type { Box, TileReport } from "./messages.ts";
import { canShow, createPictureElement } from "./picture-element.ts";
import { openTile, type OpenTile } from "./player.ts";
import { createPresented } from "./presented.ts";

const BOTH: readonly StreamName[] = ["main", "sub"];
const MAIN: readonly StreamName[] = ["main"];
/** Before a tile is opened anew after its worker died, ms. */
const ANEW_MS = 1000;

/** A picture that was handed over and is not said to be presented counts as seen after so long, ms: not every element says so in every place. */
const PRESENT_MS = 400;

/** What is known of a tile; `at`: since when, ms of `performance.now()`. `opening`: nothing was heard yet; `none`: this browser can show no live pictures. */
export type TileNews = { is: "opening"; at: number } | { is: "none" } | { is: "gone" } | { is: "report"; at: number; report: TileReport; level: Level };

/**
 * Puts a camera's pictures into an element, as long as it is mounted.
 *
 * @param place its box: the picture is put inside and fills it
 * @param seen somebody sees it; otherwise nothing is sent nor decoded, and the last picture stays
 * @param sub the camera has a sub-stream
 * @param hear told of the tile at least twice a second; nothing is drawn by that
 */
export function useTile(place: RefObject<HTMLElement | null>, { camera, sub, seen }: { camera: CameraId; sub: boolean; seen: boolean }, hear: (news: TileNews) => void): void {
  const newest = useRef(hear);
  useEffect(() => {
    newest.current = hear;
  });
  const [turn, setTurn] = useState(0);
  const opened = useRef<OpenTile>(undefined);
  useEffect(() => {
    const box = place.current;
    if (box === null) return undefined;
    let anew: ReturnType<typeof setTimeout> | undefined;
    let patience: ReturnType<typeof setTimeout> | undefined;
    const setNews = (news: TileNews): void => newest.current(news);
    if (!canShow()) setNews({ is: "none" });
    const made = createPictureElement();
    const video = made?.element;
    // The first picture is told of when it stands there: a wall takes the old one away then.
    let stands = video === undefined || !("requestVideoFrameCallback" in video);
    let withheld: TileNews | undefined;
    const standing = (): void => {
      clearTimeout(patience);
      stands = true;
      if (withheld !== undefined) setNews(withheld);
      withheld = undefined;
    };
    // What the element tells comes before the page is drawn with the picture in its place and size: an old one taken away then leaves a dark frame.
    if (video !== undefined && "requestVideoFrameCallback" in video) video.requestVideoFrameCallback(() => requestAnimationFrame(() => requestAnimationFrame(standing)));
    const presented = video !== undefined && "requestVideoFrameCallback" in video ? createPresented(video, requestAnimationFrame) : undefined;
    const tile = made === undefined ? undefined : openTile({ camera, has: sub ? BOTH : MAIN, box: boxOf(box), visible: false, sink: made.sink, transfer: made.transfer }, (told) => {
      if (told.is === "report") {
        const [{ report }, at] = [told, performance.now()];
        // What was given to an element that does not move was seen by nobody.
        const unseen = presented?.look(report.figures.shown, at) ?? 0;
        const next: TileNews = { ...told, at, report: report.stood !== undefined && unseen > report.stood ? { ...report, stood: unseen } : report };
        if (stands || report.takenAt === undefined) return setNews(next);
        withheld = next;
        patience ??= setTimeout(standing, PRESENT_MS);
      } else setNews(told);
      if (told.is === "gone") anew = setTimeout(() => setTurn((n) => n + 1), ANEW_MS);
    });
    if (made === undefined || tile === undefined) return made?.close;
    box.append(made.element);
    opened.current = tile;
    const observer = new ResizeObserver(() => tile.box(boxOf(box)));
    observer.observe(box);
    return () => {
      clearTimeout(anew);
      clearTimeout(patience);
      observer.disconnect();
      opened.current = undefined;
      tile.close();
      made.close();
      made.element.remove();
    };
  }, [place, camera, sub, turn]);
  useEffect(() => opened.current?.visible(seen), [seen, camera, sub, turn]);
}

function boxOf(element: Element): Box {
  const { clientWidth, clientHeight } = element;
  return { width: Math.round(clientWidth * devicePixelRatio), height: Math.round(clientHeight * devicePixelRatio) };
}
