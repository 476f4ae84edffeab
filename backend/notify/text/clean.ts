/** One line without control characters or marks that turn the direction of text: safe in a header, a subject, a title. */
export function oneLine(text: string, most: number): string {
  const plain = text.normalize("NFC").replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ").replace(/\s+/g, " ").trim();
  return cut(plain, most);
}

/** Text of several lines without other control characters. */
export function lines(text: string, most: number): string {
  return cut(text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "").trim(), most);
}

/** For the inside of an element or a quoted attribute. */
export function html(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** What another side said of a fault: short, on one line, without addresses or numbers of people. */
export function withoutAddresses(text: string): string {
  return oneLine(text, 600).replace(/[^\s<>@"]+@[^\s<>@"]+/g, "…@…").replace(/\+?\d{8,15}/g, "…").slice(0, 200);
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // Never through the middle of a letter outside the basic plane.
  const end = /[\ud800-\udbff]$/.test(text.slice(0, most - 1)) ? most - 2 : most - 1;
  return `${text.slice(0, end).trimEnd()}…`;
}
