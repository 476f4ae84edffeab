import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { en } from "./texts/en.ts";
import { vi, type TextKey } from "./texts/vi.ts";

/** Languages of the screens, the first one first. */
export const LANGUAGES = ["vi", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Turns a key into the text of the present language; `values` fill `{{name}}`. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

const KEPT = "kydai-language";
const texts = i18next.createInstance();
const listeners = new Set<() => void>();
// A new function per language, so that React sees the switch.
const say: Record<Language, Say> = {
  vi: (key, values) => texts.t(key, { lng: "vi", ...values }),
  en: (key, values) => texts.t(key, { lng: "en", ...values }),
};
let language: Language = kept();

void texts.init({
  lng: language,
  fallbackLng: false,
  initAsync: false,
  resources: { vi: { translation: vi }, en: { translation: en } },
  interpolation: { escapeValue: false }, // React escapes
});

function kept(): Language {
  try {
    return localStorage.getItem(KEPT) === "en" ? "en" : "vi";
  } catch {
    return "vi"; // storage refused (private window): the choice lasts as long as the page
  }
}

/** Switches every text and `<html lang>`, and keeps the choice in this browser. */
export function setLanguage(next: Language): void {
  language = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(KEPT, next);
  } catch {
    // see kept()
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The present language, for code outside React. */
export function languageNow(): Language {
  return language;
}

/** The present language; re-renders on a switch. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => language);
}

/** `const t = useText()`, then `t("alarms.title")`. */
export function useText(): Say {
  return say[useLanguage()];
}

/** For code outside React (map labels, document title). */
export function textNow(key: TextKey, values?: Readonly<Record<string, string | number>>): string {
  return say[language](key, values);
}

/** The record's own text in the present language: Vietnamese, or English where it has one. */
export function local(language: Language, vietnamese: string, english: string | undefined): string {
  return language === "en" && english !== undefined && english !== "" ? english : vietnamese;
}
