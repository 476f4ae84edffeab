/** Text that is HTML already. Made by `html` alone, so that nothing a person wrote gets in unescaped. */
export interface Html {
  readonly html: string;
}
type Piece = string | number | Html | undefined | false | readonly (Html | undefined | false)[];

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" };
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => ESCAPES[one] ?? one);

/** A piece of a page: what is put in is text, unless it is `Html`. `undefined` and `false` leave nothing. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { html: parts.reduce((text, part, i) => text + written(pieces[i - 1]) + part) };
}

function written(piece: Piece): string {
  if (piece === undefined || piece === false) return "";
  if (typeof piece === "string" || typeof piece === "number") return escaped(String(piece));
  return "html" in piece ? piece.html : piece.map(written).join("");
}
