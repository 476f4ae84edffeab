import { formatNumber } from "../design/format.ts";
import { useLanguage } from "../design/i18n.ts";
import { usePanelText } from "../design/panel-text.ts";
import css from "./camera-tile.module.css";
import type { TileReport } from "./messages.ts";
import { tileTexts } from "./texts.ts";

/** A tile's figures, for whoever asks why it is as it is. */
export function ReadOut({ report: { figures, state } }: { report: TileReport }) {
  const say = usePanelText(tileTexts);
  const language = useLanguage();
  const { stream, codec, width, height, delay, fps, bitrate, decoded, dropped, skipped, restarts } = figures;
  // Less than nothing is the two clocks' own difference.
  const lines: [string, string][] = [
    [say("delay"), delay === undefined ? "—" : `${Math.max(0, delay)} ms`],
    [say("rate"), formatNumber(fps, 1, language)],
    [say("bits"), `${Math.round(bitrate / 1000).toLocaleString(language)} kb/s`],
    [say("stream"), stream === undefined ? "—" : `${say(stream)} · ${codec === "i420" ? say("remote") : (codec ?? "—")} · ${width ?? "—"}×${height ?? "—"}`],
    [say("decoded"), decoded.toLocaleString(language)],
    [say("dropped"), (dropped + skipped).toLocaleString(language)],
    [say("restarts"), String(restarts)],
    ...(state?.clockOff === undefined ? [] : [[say("clock"), `${formatNumber(state.clockOff / 1000, 1, language)} s`] satisfies [string, string]]),
  ];
  return <dl className={css.readOut} data-read-out="">{lines.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}
