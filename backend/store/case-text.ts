import type { Fact } from "#contract/fact";
import type { IncidentDeed } from "#contract/incident";

/** Letters without their marks, small: "Đập Đá" is "dap da". đ is a letter of its own and has no decomposition. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

/** As people wrote it, but for the case of letters and how marks are encoded: what a search in quotes compares. */
export function exact(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

/** What people wrote in a fact of a case; empty: nothing. */
export function textOf(fact: Fact): string {
  switch (fact.kind) {
    case "incident:opened": return fact.incident.title;
    case "incident:moved": return wordsOf(fact.event).join("\n");
    case "incident:noted": return fact.note.text;
    case "evidence:added": return fact.evidence.name;
    default: return "";
  }
}

function wordsOf(event: IncidentDeed): string[] {
  const { is: _kind, ...fields } = event;
  const words: string[] = [];
  for (const [key, value] of Object.entries("order" in fields ? { ...fields, ...fields.order } : fields)) {
    if (typeof value === "string" && !["agencyId", "to", "lead", "flashId", "into", "from", "parentId", "childId"].includes(key)) words.push(value);
  }
  return words;
}

/** A search as its words, without marks, and the phrases that were in quotes. */
export function asked(text: string): { words: string[]; phrases: string[] } {
  const phrases = [...text.matchAll(/["“”]([^"“”]+)["“”]/g)].map(([, phrase = ""]) => phrase.trim()).filter((phrase) => tokens(phrase).length > 0);
  const rest = text.replace(/["“”][^"“”]*["“”]/g, " ");
  return { words: [...new Set(tokens(rest))].slice(0, 12), phrases: phrases.slice(0, 4) };
}

/** Runs of letters and digits, as the index cuts them. */
export function tokens(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
