import { useCallback } from "react";
import { useLanguage, type Language } from "./i18n.ts";

/** A panel's own texts: both languages with the same keys, so a missing one does not compile. */
export type PanelTexts<K extends string> = Readonly<Record<Language, Readonly<Record<K, string>>>>;

/** Says one text; `values` fill `{{name}}`. */
export type PanelSay<K extends string> = (key: K, values?: Readonly<Record<string, string | number>>) => string;

/** Both languages of a panel; the Vietnamese keys are the type. */
export function panelTexts<K extends string>(vi: Readonly<Record<K, string>>, en: Readonly<Record<NoInfer<K>, string>>): PanelTexts<K> {
  return { vi, en };
}

/**
 * One text in one language. `{{n}} {{n|alarm|alarms}}` takes the first word for 1, else the second. A placeholder without a value stays visible, so that the mistake is seen.
 */
export function fill(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return one === undefined || many === undefined ? String(value) : Number(value) === 1 ? one : many;
  });
}

/** The panel's texts in the present language; re-renders on a switch. */
export function usePanelText<K extends string>(texts: PanelTexts<K>): PanelSay<K> {
  const language = useLanguage();
  return useCallback((key, values) => fill(texts[language][key], values), [texts, language]);
}
