/** A header as Node hands it over, byte by byte, read as the UTF-8 that it is on the wire (RFC 7616 §3.3). */
export const fromHeader = (value: string): string => Buffer.from(value, "latin1").toString("utf8");

/** Text as Node takes it for a header: it knows bytes alone, and throws at a Vietnamese name. */
export const toHeader = (text: string): string => Buffer.from(text, "utf8").toString("latin1");
