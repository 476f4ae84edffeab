import type { MessageDraft } from "#contract/message";

/** What stands before everything the public is told while the room runs on sample data. */
export const SAMPLE = { vi: "DỮ LIỆU MẪU – không phải cảnh báo thật", en: "SAMPLE DATA – no real warning" } as const;

export const marked = (text: string, language: "vi" | "en", sample: boolean): string => (sample ? `${SAMPLE[language]}: ${text}` : text);

/** A warning's message with the mark in its title, its text and what an SMS or a push message shows of it. */
export function asSample(draft: MessageDraft): MessageDraft {
  const { content } = draft;
  if (content.is !== "words") return draft;
  const words = <W extends typeof content.vi>(of: W, language: "vi" | "en"): W => ({
    ...of, title: marked(of.title, language, true).slice(0, 200).toWellFormed(), text: marked(of.text, language, true).slice(0, 4000).toWellFormed(),
    ...(of.short !== undefined && { short: marked(of.short, language, true).slice(0, 600).toWellFormed() }),
  });
  return { ...draft, content: { ...content, vi: words(content.vi, "vi"), ...(content.en !== undefined && { en: words(content.en, "en") }) } };
}
