import type { Fault } from "#contract/fault";
import { languageNow, type Say } from "./i18n.ts";
import { permissionWords } from "./permission-words.ts";
import { kindWords, refusalWords } from "./refusals.ts";

/** A fault in words for the person who caused it. Switches over every code: a new one does not compile without its text. */
export function explain(fault: Fault, say: Say): string {
  switch (fault.code) {
    case "malformed": {
      const { words, field, known } = refusalWords(fault.path, fault.detail, languageNow());
      if (!known) return say("faults.malformed", { path: field, detail: words });
      return isSentence(words) || field === "" ? capital(words) : `${capital(field)}: ${words}`;
    }
    case "unknown-id":
      return say("faults.unknownId", { kind: kindWords(fault.kind, languageNow()), id: fault.id });
    case "conflict": {
      const { words, known } = refusalWords("", fault.detail, languageNow());
      return known ? capital(words) : say("faults.conflict", { detail: words });
    }
    case "unauthenticated":
      return say("faults.unauthenticated");
    case "forbidden":
      return say("faults.forbidden", { permission: permissionWords(fault.permission, languageNow()) });
    case "too-many":
      return say("faults.tooMany", { seconds: Math.ceil(fault.retryAfter) });
    case "too-large":
      return say("faults.tooLarge", { limit: fault.limit });
    case "unavailable":
      return say("faults.unavailable", { detail: reason(fault.detail, say) });
    case "disk-full":
      return say("faults.diskFull");
    case "wrong-protocol":
      return say("faults.wrongProtocol", { expected: fault.expected, got: fault.got });
  }
}

const isSentence = (words: string): boolean => words.endsWith(".");
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The two reasons `live/request` gives itself, and those of the backend. */
function reason(detail: string, say: Say): string {
  if (detail === "not-connected") return say("faults.notConnected");
  if (detail === "timeout") return say("faults.timeout");
  return refusalWords("", detail, languageNow()).words;
}
