import { formatNumber } from "../../design/format.ts";
import { languageNow, local } from "../../design/i18n.ts";
import { fill } from "../../design/panel-text.ts";
import { readingAt } from "./data/readings.ts";
import { wordsOfCase } from "./incident-words.ts";
import { hoverTexts } from "./hover-texts.ts";
import type { LiveContext } from "./live-context.ts";
import type { Picked } from "./live-host.ts";
import css from "./live.module.css";

/** Values of one station told on hovering. */
const MOST = 5;

/** Name and newest values of what is under the pointer, beside it; a click or a key says more than this. */
export interface Hover {
  /** What stands under the pointer may be other than it was: layers, filter, time, cases. */
  again(): void;
  remove(): void;
}

export function createHover(context: LiveContext, pick: (x: number, y: number) => Picked | undefined): Hover {
  const { map } = context.host;
  const box = document.createElement("div");
  box.className = css["hover"] ?? "";
  box.dataset["hover"] = "";
  box.hidden = true;
  map.getContainer().append(box);
  let at: { x: number; y: number } | undefined;
  let frame = 0;

  function look(): void {
    frame = 0;
    const picked = at === undefined || map.isMoving() ? undefined : pick(at.x, at.y);
    map.getCanvas().style.cursor = picked === undefined ? "" : "pointer";
    box.hidden = picked === undefined;
    if (picked === undefined || at === undefined) return;
    box.textContent = wordsOf(context, picked);
    const { clientWidth: width, clientHeight: height } = map.getContainer();
    box.style.transform = `translate(${Math.min(at.x + 14, Math.max(0, width - box.offsetWidth - 4))}px, ${at.y + 16 + box.offsetHeight > height ? at.y - box.offsetHeight - 8 : at.y + 16}px)`;
  }
  const move = ({ point }: { point: { x: number; y: number } }): void => {
    at = point;
    frame ||= requestAnimationFrame(look);
  };
  const leave = (): void => {
    at = undefined;
    frame ||= requestAnimationFrame(look);
  };
  const again = (): void => {
    if (at !== undefined) frame ||= requestAnimationFrame(look);
  };
  map.on("mousemove", move);
  map.on("mouseout", leave);
  // The ground moves away under a pointer that stands still, and the pointer from a window that hears of it no more.
  map.on("movestart", again);
  map.on("moveend", again);
  addEventListener("blur", leave);
  document.addEventListener("visibilitychange", leave);
  document.documentElement.addEventListener("pointerleave", leave);
  return {
    again,
    remove() {
      map.off("mousemove", move);
      map.off("mouseout", leave);
      map.off("movestart", again);
      map.off("moveend", again);
      removeEventListener("blur", leave);
      document.removeEventListener("visibilitychange", leave);
      document.documentElement.removeEventListener("pointerleave", leave);
      cancelAnimationFrame(frame);
      box.remove();
    },
  };
}

function wordsOf(context: LiveContext, picked: Picked): string {
  const language = languageNow();
  const texts = hoverTexts[language];
  const stations = context.stations();
  if (picked.is === "cluster") return fill(texts[picked.alarmId === undefined ? "stations" : "alarms"], { n: picked.thingIds.length });
  if (picked.is === "incident") {
    const found = context.cases().find(({ id }) => id === picked.incidentId);
    return found === undefined ? "" : wordsOfCase(found, context.room.records().areas.get(found.areaId ?? "")?.name ?? "", language).join("\n");
  }
  const station = stations.index.get(picked.thingId);
  const thing = station === undefined ? undefined : stations.things[station];
  if (station === undefined || thing === undefined) return picked.thingId;
  const lines = [local(language, thing.name, thing.nameEn)];
  for (let row = stations.first[station]!; row < stations.first[station + 1]! && lines.length <= MOST; row++) {
    const { name, nameEn, unit, decimals, observedPropertyId } = stations.datastreams[row]!;
    const property = context.room.records().observedProperties.get(observedPropertyId);
    const label = property === undefined ? local(language, name, nameEn) : local(language, property.name, property.nameEn);
    const reading = readingAt(context.readings(), row, context.now());
    const value = reading === undefined ? texts.none : `${formatNumber(reading.v, decimals, language)} ${unit}${reading.stale ? ` · ${texts.old}` : reading.bad ? ` · ${texts.bad}` : ""}`;
    lines.push(`${label}: ${value}`);
  }
  return lines.join("\n");
}
