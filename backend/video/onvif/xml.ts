import { XMLParser } from "fast-xml-parser";
import { fail, ok, type Result } from "#contract/result";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";

/** Bounds of what a camera may say in XML; beyond them it is `malformed`. */
export const XML_LIMITS = { bytes: 262_144, depth: 40, tags: 4000 } as const;

/** An element: names without their prefixes; text under `#text`, attributes under `@name`. */
export type XmlTree = Readonly<Record<string, unknown>>;

/** No entity is looked up: what a document declares is refused, and the five of XML itself are read below. */
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@", removeNSPrefix: true, processEntities: false, parseTagValue: false, parseAttributeValue: false, ignoreDeclaration: true, ignorePiTags: true, maxNestedTags: XML_LIMITS.depth });
const OWN: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'" };

/** A camera's XML, read without entities, document types and surprises. @returns the root as a tree of one name */
export function readXml(text: string): Result<XmlTree, RtspFault> {
  if (Buffer.byteLength(text) > XML_LIMITS.bytes) return fail(rtspFault("malformed", "the answer is too long"));
  if (/<!(?!--|\[CDATA\[)/.test(text)) return fail(rtspFault("malformed", "a document type in the answer"));
  if ((text.match(/<[^/!?]/g) ?? []).length > XML_LIMITS.tags) return fail(rtspFault("malformed", "too many elements in the answer"));
  try {
    const tree: unknown = parser.parse(text);
    return isTree(tree) && Object.keys(tree).length > 0 ? ok(tree) : fail(rtspFault("malformed", "no XML in the answer"));
  } catch {
    return fail(rtspFault("malformed", "broken XML in the answer"));
  }
}

export const isTree = (value: unknown): value is XmlTree => typeof value === "object" && value !== null && !Array.isArray(value);

/** Elements at the end of a path, of which each step may be there several times. */
export function elements(tree: unknown, ...path: readonly string[]): unknown[] {
  let found: unknown[] = [tree];
  for (const name of path) {
    found = found.flatMap((each): unknown[] => {
      const next: unknown = isTree(each) && Object.hasOwn(each, name) ? each[name] : undefined;
      return next === undefined ? [] : [next].flat();
    });
  }
  return found;
}

/** Text at the end of a path, of the first that has any; at most 1000 characters, without control characters. */
export function textAt(tree: unknown, ...path: readonly string[]): string | undefined {
  for (const each of elements(tree, ...path)) {
    const text = typeof each === "string" ? each : isTree(each) ? each["#text"] : undefined;
    if (typeof text !== "string" || text.trim() === "" || text.length > 1000) continue;
    return plain(text.trim());
  }
  return undefined;
}

/** An attribute of an element. */
export function attribute(tree: unknown, name: string): string | undefined {
  const value = isTree(tree) && Object.hasOwn(tree, `@${name}`) ? tree[`@${name}`] : undefined;
  return typeof value === "string" && value.length <= 1000 ? plain(value) : undefined;
}

const plain = (text: string): string => text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => OWN[name] ?? "").replaceAll(/\p{Cc}+/gu, " ");

/** Text as it stands in XML. */
export const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;").replaceAll(/\p{Cc}/gu, " ");
