/** Mean width of a letter of the wall's type, em: Vietnamese, digits and spaces mixed, on the wide side. */
const LETTER = 0.56;
/** Lines a name may have; longer ones are shortened by whole words. */
const MOST_LINES = 3;
/** em: a line, and the air between two rows. */
const LINE = 1.3;
const AIR = 0.35;

/** The words on lines of so many letters, broken between words; a word longer than a line is broken within. */
function linesOf(words: string, letters: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words.split(/\s+/).filter((each) => each !== "").flatMap((each) => each.match(new RegExp(`.{1,${letters}}`, "gu")) ?? [])) {
    if (line === "") line = word;
    else if (line.length + 1 + word.length <= letters) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** The words as they are, or their beginning by whole words and an ellipsis. @param letters of one line */
export function shortened(words: string, letters: number, most = MOST_LINES): { text: string; lines: number } {
  const lines = linesOf(words, letters);
  if (lines.length <= most) return { text: words, lines: Math.max(1, lines.length) };
  // The ellipsis stands on the last line too: its words give way to it.
  let last = lines[most - 1] ?? "";
  while (last.length + 2 > letters && last.includes(" ")) last = last.slice(0, last.lastIndexOf(" "));
  return { text: `${[...lines.slice(0, most - 1), last.length + 2 > letters ? last.slice(0, letters - 2) : last].join(" ")} …`, lines: most };
}

/** What a list of names has room for. @param box ems: width of a name, height of the list, and what each row needs besides its name */
export function fittingRows(names: readonly string[], box: { wide: number; high: number; besides: number; more: number }): string[] {
  const letters = Math.max(8, Math.floor(box.wide / LETTER));
  const shown: string[] = [];
  let left = box.high;
  for (const [at, name] of names.entries()) {
    const { text, lines } = shortened(name, letters);
    const high = lines * LINE + box.besides + AIR;
    // The line that counts the rest needs its place, unless this one is the last.
    if (high > left - (at === names.length - 1 ? 0 : box.more)) break;
    left -= high;
    shown.push(text);
  }
  return shown;
}
