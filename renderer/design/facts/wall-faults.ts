import type { Fault } from "#contract/fault";
import type { Language } from "../i18n.ts";
import { fill } from "../panel-text.ts";
import { faultTexts } from "./wall-fault-texts.ts";
import { factTexts } from "./texts.ts";
import type { WallNaming } from "./wall-naming.ts";

type Key = keyof (typeof faultTexts)["vi"];
type Groups = Readonly<Record<string, string>>;

/** A conflict's or a malformed request's detail, as backend/core/wall and backend/serve word it, and the sentence for it. */
const DETAILS: readonly (readonly [RegExp, Key])[] = [
  [/^cell (?<cell>\S+): on monitor (?<monitor>\S+), not (?<other>\S+)$/, "otherMonitor"],
  [/^monitor (?<monitor>\S+): (?<other>\S+) has the number (?<n>\d+)$/, "numberTaken"],
  [/^monitor (?<monitor>\S+): the screen (?<label>.+) shows it$/, "stillShown"],
  [/^cell (?<cell>\S+): its monitor (?<monitor>\S+) was removed by (?<who>.+?)(?:: (?<deed>[a-z]+))?$/, "homeRemoved"],
  [/^cell (?<cell>\S+): (?:removed|removed since) by (?<who>.+?)(?:: (?<deed>[a-z]+))?$/, "cellRemoved"],
  [/^monitor (?<monitor>\S+): (?:removed|removed since) by (?<who>.+?)(?:: (?<deed>[a-z]+))?$/, "monitorRemoved"],
  [/^cell (?<cell>\S+): .*changed (?:since )?by (?<who>.+?)(?:: (?<deed>[a-z]+))?$/, "cellChanged"],
  [/^monitor (?<monitor>\S+): .*changed (?:since )?by (?<who>.+?)(?:: (?<deed>[a-z]+))?$/, "monitorChanged"],
  [/^settings wall: .*changed (?:since )?by (?<who>.+?)(?:: (?<deed>[a-z]+))?$/, "settingsChanged"],
  [/^scene (?<scene>\S*): version \d+ is in force, not \d+; saved by (?<who>.+)$/, "sceneSaved"],
  [/^(?:scene|binding|schedule) \S*: version (?<n>\d+) is in force, not \d+$/, "savedMeanwhile"],
  [/^scene \S+: (?<name>.+) has the key (?<n>\d)$/, "keyTaken"],
  [/^(?:scene|binding|schedule) \S+: it is named (?<name>.+) as well$/, "nameTaken"],
  [/^scene (?<scene>\S+): the binding (?<name>.+) cuts to it$/, "inBinding"],
  [/^scene (?<scene>\S+): the schedule (?<name>.+) cuts to it$/, "inSchedule"],
  [/^scene (?<scene>\S+): none of its monitors is on the wall$/, "noMonitors"],
  [/^monitor (?<monitor>\S+): (?<n>\d+) panels would have to share its last cell, (?<most>\d+) can$/, "tooManyPanels"],
  [/^nothing of the scene is on the wall any more$/, "nothingOfScene"],
  [/^no cell of the wall can give way to cameras$/, "noPlaceForCameras"],
  [/^nothing to take back$/, "nothingToUndo"],
  [/^nothing to make again$/, "nothingToRedo"],
  [/^(?:a dry run comes first|the wall changed since the dry run)/, "wallMoved"],
  [/^the wall's files take \d+ bytes of (?<bytes>\d+), all in use$/, "filesFull"],
  [/^this display does not show that monitor now$/, "notShown"],
  [/^the privacy key is on/, "privacyOn"],
  [/^not a PNG, JPEG, WebP or PDF$/, "wrongFile"],
  [/^not a JPEG$/, "wrongFile"],
  [/^(?<w>\d+) × (?<h>\d+) pixels/, "tooManyPixels"],
  [/^two screens have one key$/, "twoScreens"],
  [/^(?:who attends a monitor|screen .+: no monitor$)/, "noSeat"],
  [/^a cell is swapped with another one$/, "sameCell"],
  [/^a lost monitor's cells go to another one$/, "sameMonitor"],
  [/^unknown-kind: (?<name>.*)$/, "unknownPanel"],
  [/^more than (?<n>\d+) changes of the wall without a checkpoint$/, "tooFarBack"],
];
/** Things of the wall that a request may name and that are not there. */
const GONE: Readonly<Record<string, Key>> = { scene: "goneScene", monitor: "goneMonitor", cell: "goneCell", binding: "goneBinding", schedule: "goneSchedule", proposal: "goneProposal", picture: "gonePicture", file: "goneFile" };

/** A refused request about the wall in a whole sentence, everything by its name; undefined: none of the wall's own faults. */
export function wallFault(fault: Fault, { naming, language }: { naming: WallNaming; language: Language }): string | undefined {
  const say = (key: Key, values: Record<string, string | number> = {}): string => fill(faultTexts[language][key], values);
  switch (fault.code) {
    case "unknown-id": {
      const key = GONE[fault.kind];
      return key === undefined ? undefined : say(key);
    }
    case "conflict":
    case "malformed":
    case "unavailable":
      for (const [pattern, key] of DETAILS) {
        const found = pattern.exec(fault.detail);
        if (found !== null) return say(key, valuesOf(found.groups ?? {}));
      }
      if (fault.code === "conflict") return say("conflict");
      return fault.code === "malformed" ? say("malformed") : undefined;
    default:
      return undefined;
  }

  function valuesOf({ cell, monitor, other, scene, who, deed, bytes, ...rest }: Groups): Record<string, string> {
    return {
      ...rest,
      ...(cell !== undefined && { cell: naming.cell(cell) }),
      ...(monitor !== undefined && { monitor: naming.monitor(monitor) }),
      ...(other !== undefined && { other: naming.monitor(other) }),
      ...(scene !== undefined && { scene: naming.scene(scene) }),
      ...(who !== undefined && { who: who === "the backend" || who === "an earlier edit" ? say("machine") : naming.person(who) }),
      deed: deed === undefined ? "" : ` (${deedWord(deed, language)})`,
      ...(bytes !== undefined && { mb: String(Math.round(Number(bytes) / 1_000_000)) }),
    };
  }
}

function deedWord(deed: string, language: Language): string {
  const words: Readonly<Record<string, string>> = factTexts[language];
  return words[`deed.${deed}`] ?? "";
}
