import type { Fault } from "#contract/fault";
import { languageNow, type Say } from "./i18n.ts";
import { permissionWords } from "./permission-words.ts";

/** A fault in words for the person who caused it. Switches over every code: a new one does not compile without its text. */
export function explain(fault: Fault, say: Say): string {
  switch (fault.code) {
    case "malformed":
      return say("faults.malformed", { path: fault.path, detail: fault.detail });
    case "unknown-id":
      return say("faults.unknownId", { kind: fault.kind, id: fault.id });
    case "conflict":
      return say("faults.conflict", { detail: fault.detail });
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

/** The two reasons `live/request` gives itself are ours to translate; others come from the backend as they are. */
function reason(detail: string, say: Say): string {
  if (detail === "not-connected") return say("faults.notConnected");
  if (detail === "timeout") return say("faults.timeout");
  return detail;
}
