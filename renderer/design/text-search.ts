/**
 * Searching Vietnamese text as people type it: without marks ("ngap" finds "Ngập"), or with them, and then only with them.
 * Pure; used by every panel with a search field.
 */

/** Lower case, composed, marks kept. */
function marked(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

/** Lower case without marks: "Đập Tả Trạch" → "dap ta trach". đ is a letter of its own and does not decompose. */
export function withoutMarks(text: string): string {
  return text.normalize("NFD").replace(/\p{M}+/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

/** One text ready to be searched many times. */
export interface Searchable {
  marked: string;
  plain: string;
}

/** @param parts what may be found: names, messages, ids; undefined parts are left out */
export function searchable(...parts: readonly (string | undefined)[]): Searchable {
  const text = parts.filter((part) => part !== undefined).join("\n");
  return { marked: marked(text), plain: withoutMarks(text) };
}

/**
 * A test for one query: every word must occur. A word typed with marks is compared with marks, one without is compared
 * without, so that "song huong" finds "Sông Hương" while "sông" does not find "song song".
 *
 * @returns undefined when the query is blank: everything fits
 */
export function matcher(query: string): ((text: Searchable) => boolean) | undefined {
  const words = query.split(/\s+/).filter((word) => word !== "").map((word) => {
    const lower = marked(word);
    const bare = withoutMarks(word);
    return lower === bare ? { plain: bare } : { marked: lower };
  });
  if (words.length === 0) return undefined;
  return (text) => words.every((word) => (word.plain === undefined ? text.marked.includes(word.marked) : text.plain.includes(word.plain)));
}
