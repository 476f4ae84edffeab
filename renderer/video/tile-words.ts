import { lostWords } from "../design/facts/camera-words.ts";
import { formatNumber, formatSpan } from "../design/format.ts";
import type { Language } from "../design/i18n.ts";
import type { PanelSay } from "../design/panel-text.ts";
import type { tileTexts } from "./texts.ts";
import type { Condition, Lost } from "./tile-condition.ts";

type Say = PanelSay<keyof (typeof tileTexts)["vi"]>;

/** "1,2 s" below ten seconds, else in whole units: "3 phút". @param ms 0 or more */
export function ageWords(ms: number, say: Say, language: Language): string {
  return ms < 10_000 ? say("seconds", { n: formatNumber(ms / 1000, 1, language) }) : formatSpan(ms, language);
}

/** Below a second nobody needs the tenths (the read-out has them), and letters that change on every tile twice a second cost pictures. */
export function freshWords(ms: number, say: Say, language: Language): string {
  return ms < 1000 ? say("fresh") : ageWords(ms, say, language);
}

/** The age of what is seen, as a tile says it. Of one that gets fewer pictures whole seconds tell enough: there are many such tiles at once. */
export function ageOf({ is, age }: Condition, say: Say, language: Language): string | undefined {
  if (age === undefined) return undefined;
  return is === "rationed" && age >= 1000 && age < 10_000 ? say("seconds", { n: formatNumber(Math.floor(age / 1000), 0, language) }) : freshWords(age, say, language);
}

/** What stands on a tile that is not live: in capitals what is wrong, after it why. @param brief for a tile that has little room and its age beside its name: why alone – that it is tried again goes without saying @returns undefined: it is live */
export function conditionWords(condition: Condition, say: Say, language: Language, brief = false): { what: string; why: string | undefined } | undefined {
  const age = ageOf(condition, say, language);
  switch (condition.is) {
    case "live": return undefined;
    case "opening": return { what: say("opening"), why: undefined };
    case "rationed": case "late": case "frozen": return age === undefined ? { what: say("undated"), why: say("ahead") } : { what: say(condition.is, { age }), why: undefined };
    case "lost": return { what: say("lost"), why: [whyWords(condition.why, say, language), condition.why === "off" || brief ? undefined : say("again"), age === undefined || brief ? undefined : say("pictureOf", { age })].filter((part) => part !== undefined).join(" · ") };
    case "unplayable": return { what: say("unplayable"), why: condition.codec === "" ? say("insecure") : say("codec", { codec: condition.codec }) };
  }
}

function whyWords(why: Lost, say: Say, language: Language): string {
  return why === "link" || why === "player" || why === "nothing" ? say(why) : lostWords(why, language);
}
