/** The GSM 7-bit default alphabet (3GPP TS 23.038 §6.2.1), and what takes two places in it. */
const BASIC = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
const EXTENDED = new Set("\f^{}\\[~]|€");

/** Places of one message and of one part of several (153 and 67 leave room for the header that joins them). */
const ROOM = { gsm7: { one: 160, part: 153 }, ucs2: { one: 70, part: 67 } } as const;

export interface Segments {
  coding: "gsm7" | "ucs2";
  parts: string[];
}

/**
 * Cuts a text into the parts an SMS is sent in. Vietnamese marks make it UCS-2. No letter is cut through; what is beyond `most`
 * parts is left out and shown by an ellipsis.
 */
export function segmentsOf(text: string, most: number): Segments {
  const letters = Array.from(text);
  const coding = letters.every((letter) => BASIC.has(letter) || EXTENDED.has(letter)) ? "gsm7" : "ucs2";
  const width = (letter: string): number => (coding === "gsm7" ? (EXTENDED.has(letter) ? 2 : 1) : letter.length);
  const room = ROOM[coding];
  const total = letters.reduce((n, letter) => n + width(letter), 0);
  if (total <= room.one) return { coding, parts: [text] };
  const parts: string[] = [];
  let part = "";
  let used = 0;
  for (const letter of letters) {
    if (used + width(letter) > room.part) {
      parts.push(part);
      part = "";
      used = 0;
    }
    part += letter;
    used += width(letter);
  }
  parts.push(part);
  if (parts.length <= most) return { coding, parts };
  const kept = parts.slice(0, most);
  const last = Array.from(kept.pop() ?? "");
  const mark = coding === "gsm7" ? "..." : "…";
  while (last.length > 0 && last.reduce((n, letter) => n + width(letter), 0) > room.part - mark.length) last.pop();
  return { coding, parts: [...kept, `${last.join("")}${mark}`] };
}

/** Letters without their marks, for phones and gateways that know no others. */
export function withoutMarks(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").replaceAll("–", "-").replaceAll("…", "...");
}
