import { kindWords } from "../../design/facts/kind-words.ts";
import type { Language } from "../../design/i18n.ts";

/** A cause is "rule kind:observed property". */
export function causeParts(cause: string): { kind: string; property: string } {
  const at = cause.indexOf(":");
  return at === -1 ? { kind: cause, property: "" } : { kind: cause.slice(0, at), property: cause.slice(at + 1) };
}

/** @param property the observed property's name in the present language */
export function causeText(cause: string, property: string, language: Language): string {
  const { kind } = causeParts(cause);
  const word = kindWords(kind, language);
  return property === "" ? word : `${word} · ${property}`;
}

/** Observed properties a rule's parameters name, directly or by datastream, at any depth: what its alarms can be caused by. */
export function propertiesIn(params: unknown, propertyOf: (datastreamId: string) => string | undefined): string[] {
  if (Array.isArray(params)) return params.flatMap((each: unknown) => propertiesIn(each, propertyOf));
  if (typeof params !== "object" || params === null) return [];
  return Object.entries(params).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== "string") return propertiesIn(value, propertyOf);
    if (key === "observedPropertyId") return [value];
    const property = key === "datastreamId" ? propertyOf(value) : undefined;
    return property === undefined ? [] : [property];
  });
}
