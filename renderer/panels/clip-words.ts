import type { Filmed } from "#contract/filmed";
import { formatNumber, formatTime } from "../design/format.ts";
import { useLanguage } from "../design/i18n.ts";
import { panelTexts, usePanelText } from "../design/panel-text.ts";

type Clip = Extract<Filmed, { is: "clip" }>;

const texts = panelTexts(
  { main: "luồng chính", sub: "luồng phụ (hình nhỏ: trên đĩa không đủ luồng chính)", first: "thiếu {{n}} giây đầu", last: "thiếu {{n}} giây cuối" },
  { main: "main stream", sub: "sub-stream (small picture: too little of the main one is on the disk)", first: "the first {{n}} s are missing", last: "the last {{n}} s are missing" },
);

/** A clip begins and ends with a picture: so much less than was asked for is none missing, ms. */
const NONE_MISSING = 1500;

/** Seconds that were asked for and are not there, whole ones, before the clip and after it. */
export function shortOf({ at, before, after, from, to }: Pick<Clip, "at" | "before" | "after" | "from" | "to">): { first: number; last: number } {
  const seconds = (ms: number): number => (ms < NONE_MISSING ? 0 : Math.round(ms / 1000));
  return { first: seconds(from - (at - before * 1000)), last: seconds(at + after * 1000 - to) };
}

/** What of a camera was kept: which picture and how large, from when to when, and what of the time asked for is missing. */
export function useClipWords(): (clip: Clip) => { span: string; picture: string; missing: string | undefined } {
  const say = usePanelText(texts);
  const language = useLanguage();
  return (clip) => {
    const short = shortOf(clip);
    const missing = (["first", "last"] as const).filter((end) => short[end] > 0).map((end) => say(end, { n: formatNumber(short[end], 0, language) }));
    return {
      span: `${formatTime(clip.from, "time", language)} – ${formatTime(clip.to, "time", language)}`,
      picture: `${say(clip.stream)}, ${clip.width} × ${clip.height}`,
      missing: missing.length === 0 ? undefined : missing.join(", "),
    };
  };
}
