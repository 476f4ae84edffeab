import { AlertDraft, LONGEST_ALERT, type AlertDraft as Draft } from "#contract/alert";
import type { Instant } from "#contract/ids";
import { readInstant, writeInstant } from "../../design/written-instant.ts";

/** A warning as it stands in the form: what is typed, typed. */
export interface WarnForm {
  service: Draft["service"];
  severity: Draft["severity"];
  urgency: Draft["urgency"];
  response: Draft["response"];
  vi: Draft["texts"]["vi"];
  en: Draft["texts"]["en"];
  until: string;
  place: string;
  placeEn: string;
  /** km; "" where the first area is no circle. */
  radius: string;
}
export type WarnField = "vi.headline" | "vi.description" | "vi.instruction" | "en.headline" | "en.description" | "en.instruction" | "until" | "place" | "radius";

export function formOf({ service, severity, urgency, response, texts, areas, expiresAt }: Draft): WarnForm {
  const first = areas[0];
  return { service, severity, urgency, response, vi: texts.vi, en: texts.en, until: writeInstant(expiresAt), place: first?.name ?? "", placeEn: first?.nameEn ?? "", radius: first?.shape.is === "circle" ? String(first.shape.radius / 1000).replace(".", ",") : "" };
}

/** km as people type them; undefined: no number within what an alert may cover. */
function radiusOf(typed: string): number | undefined {
  const metres = Number(typed.trim().replace(",", ".")) * 1000;
  return typed.trim() !== "" && metres >= 50 && metres <= 100_000 ? metres : undefined;
}

/** What is still wrong with the form. */
export function lacking(form: WarnForm, from: Draft, now: Instant): WarnField[] {
  const wrong: WarnField[] = (["vi", "en"] as const).flatMap((language) => (["headline", "description", "instruction"] as const).filter((part) => form[language][part].trim() === "").map((part): WarnField => `${language}.${part}`));
  const until = readInstant(form.until, now, "next");
  if (until === undefined || until <= now || until > now + LONGEST_ALERT) wrong.push("until");
  if (form.place.trim() === "") wrong.push("place");
  if (from.areas[0]?.shape.is === "circle" && radiusOf(form.radius) === undefined) wrong.push("radius");
  return wrong;
}

/** @returns what would be published; undefined while something is wrong */
export function draftOf(form: WarnForm, from: Draft, now: Instant): Draft | undefined {
  const [first, ...rest] = from.areas;
  const radius = radiusOf(form.radius);
  const expiresAt = readInstant(form.until, now, "next");
  if (first === undefined || expiresAt === undefined || lacking(form, from, now).length > 0) return undefined;
  const shape = first.shape.is === "circle" && radius !== undefined ? { ...first.shape, radius } : first.shape;
  const { service, severity, urgency, response, vi, en, place, placeEn } = form;
  const made = AlertDraft.safeParse({ service, severity, urgency, certainty: from.certainty, response, texts: { vi, en }, areas: [{ name: place, ...(placeEn.trim() !== "" && { nameEn: placeEn }), shape }, ...rest], expiresAt });
  return made.success ? made.data : undefined;
}
