import { createHash } from "node:crypto";
import type { CameraEventKind } from "#contract/camera-control";
import { attribute, elements, textAt } from "./xml.ts";

/** What a camera noticed, in our words. */
export interface Notice {
  kind: CameraEventKind;
  /** Which of several inputs of the camera; undefined: it has one, or it is of the picture. */
  input: string | undefined;
  /** Topic and source: who in the camera says it. */
  of: string;
  /** 1: so it is; 0: no more; undefined: it happened, and has no end of its own. */
  value: 0 | 1 | undefined;
  /** By the camera's own clock, ms UTC; undefined: it does not tell. */
  at: number | undefined;
}
/** Messages of one answer that are looked at. */
export const MOST_NOTICES = 64;

/** Topics of the ONVIF Core and Analytics specifications, without their prefixes, and the item that says whether it is so. */
const KINDS: readonly [topic: RegExp, kind: CameraEventKind, item: RegExp | undefined][] = [
  [/RuleEngine\/CellMotionDetector\/Motion$|RuleEngine\/MotionRegionDetector\/Motion$/, "motion", /^(?:IsMotion|State)$/],
  [/VideoSource\/MotionAlarm$/, "motion", /^State$/],
  [/RuleEngine\/TamperDetector\/Tamper$/, "tamper", /^(?:IsTamper|State)$/],
  [/VideoSource\/(?:GlobalSceneChange|ImageTooDark|ImageTooBlurry|ImageTooBright)\/\w+$/, "tamper", /^State$/],
  [/RuleEngine\/LineDetector\/Crossed$/, "line", undefined],
  [/RuleEngine\/FieldDetector\/ObjectsInside$/, "field", /^(?:IsInside|State)$/],
  [/Device\/Trigger\/DigitalInput$/, "input", /^LogicalState$/],
];

/**
 * Reads the messages of an answer to PullMessages (ONVIF Core §9.5).
 *
 * @returns what we have words for; `other`: messages of topics we have none for, which say nothing to us; `malformed`: of a topic
 * we know, and not readable; `left`: beyond MOST_NOTICES, not looked at; `gone`: whoever says nothing any more, as `of`
 */
export function readNotices(tree: unknown): { notices: Notice[]; gone: string[]; other: number; malformed: number; left: number } {
  const all = elements(tree, "PullMessagesResponse", "NotificationMessage");
  const read = { notices: [] as Notice[], gone: [] as string[], other: 0, malformed: 0, left: Math.max(0, all.length - MOST_NOTICES) };
  for (const each of all.slice(0, MOST_NOTICES)) {
    const topic = (textAt(each, "Topic") ?? "").replaceAll(/[\w-]{1,40}:/g, "").slice(0, 300);
    const known = KINDS.find(([form]) => form.test(topic));
    const [message] = elements(each, "Message", "Message");
    const of = sourceOf(topic, message);
    if (known === undefined) read.other++;
    // What is gone (a rule that was deleted) is no word of what is.
    else if (attribute(message, "PropertyOperation") === "Deleted") {
      read.other++;
      read.gone.push(of);
    }
    else {
      const notice = noticeOf(known[1], known[2], message, of);
      if (notice === undefined) read.malformed++;
      else read.notices.push(notice);
    }
  }
  return read;
}

function noticeOf(kind: CameraEventKind, item: RegExp | undefined, message: unknown, of: string): Notice | undefined {
  const told = attribute(message, "UtcTime");
  const at = told === undefined ? undefined : instantOf(told);
  if (told !== undefined && at === undefined) return undefined;
  const source = elements(message, "Source", "SimpleItem").find((one) => /^(?:InputToken|Input|Token)$/.test(attribute(one, "Name") ?? ""));
  const input = kind === "input" ? nameOf(attribute(source, "Value") ?? "") : undefined;
  if (item === undefined) return { kind, input, of, value: undefined, at };
  const state = elements(message, "Data", "SimpleItem").find((one) => item.test(attribute(one, "Name") ?? ""));
  const value = /^(?:true|1)$/i.test(attribute(state, "Value") ?? "") ? 1 : /^(?:false|0)$/i.test(attribute(state, "Value") ?? "") ? 0 : undefined;
  return value === undefined ? undefined : { kind, input, of, value, at };
}

/** Topic and all that names its source, of which a camera has several; short, whatever it says. */
function sourceOf(topic: string, message: unknown): string {
  const items = elements(message, "Source", "SimpleItem").map((one) => `${attribute(one, "Name") ?? ""}=${attribute(one, "Value") ?? ""}`);
  return hashOf([topic, ...items].join("\n"));
}

const hashOf = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex").slice(0, 16);

/** As it may stand in an id. Two that are not the same stay two: what had to be changed or cut has its hash at the end. */
function nameOf(value: string): string | undefined {
  if (value === "") return undefined;
  const plain = value.replaceAll(/[^A-Za-z0-9_-]+/g, "-");
  return plain === value && value.length <= 24 ? plain : `${plain.slice(0, 17)}-${hashOf(value).slice(0, 6)}`;
}

/** xs:dateTime; one without a zone is UTC, as its name says. */
function instantOf(text: string): number | undefined {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d)?$/.exec(text);
  const at = found === null ? Number.NaN : Date.parse(`${found[1] ?? ""}${found[2] ?? "Z"}`);
  return Number.isFinite(at) ? at : undefined;
}
