import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.0 to 2.2, levels A and AA: what consoles and agencies' pages keep. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** One thing axe found, with where. */
export interface Finding {
  rule: string;
  impact: string;
  help: string;
  at: string[];
}

/**
 * What a window does to people who cannot see, point or tell colours apart, as far as a program can tell. Run from outside the
 * page's own policy, which allows no script but its own.
 *
 * @returns findings of impact serious and critical
 */
export async function axeOf(page: Page): Promise<Finding[]> {
  // A transition half way has colours of its own.
  await page.evaluate(() => Promise.all(document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity).map((one) => one.finished.catch(() => undefined))));
  await page.evaluate(SOURCE);
  const found: unknown = await page.evaluate(`axe.run(document, { runOnly: { type: "tag", values: ${JSON.stringify(TAGS)} }, resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, impact, help, nodes }) => ({ rule: id, impact, help, at: nodes.map(({ target, failureSummary, html }) => target.join(" ") + " :: " + html.slice(0, 160) + " :: " + (failureSummary ?? "").replace(/\\s+/g, " ").slice(0, 260)) })))`);
  if (!Array.isArray(found)) throw new Error("axe answered nothing");
  return found.filter(isFinding).filter(({ impact }) => impact === "serious" || impact === "critical");
}

function isFinding(value: unknown): value is Finding {
  return typeof value === "object" && value !== null && "rule" in value && "impact" in value && "at" in value && Array.isArray(value.at);
}
