import { SMTPServer } from "smtp-server";

/** A mail as it came over the wire. */
export interface Mail {
  to: string[];
  raw: string;
  /** It came over TLS. */
  secure: boolean;
}

/** A real SMTP server on a port of its own, that can be told to misbehave. */
export interface MailServer {
  port: number;
  mails: Mail[];
  /** How many times somebody began to hand over a mail. */
  tries: () => number;
  /** `refuse`: no such user. `later`: greylisting. `silent`: takes the mail and never answers. */
  mood(next: "good" | "refuse" | "later" | "silent"): void;
  stop(): Promise<void>;
}

/** @param port 0: any @param tls from the first byte (`tls`), or once the client asks (`starttls`); absent: never */
export async function startMailServer(port = 0, tls?: { key: string; cert: string; from: "tls" | "starttls" }): Promise<MailServer> {
  let mood: Parameters<MailServer["mood"]>[0] = "good";
  let tries = 0;
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true, ...(tls === undefined ? { disabledCommands: ["STARTTLS"] } : { key: tls.key, cert: tls.cert, secure: tls.from === "tls" }), logger: false, disableReverseLookup: true, closeTimeout: 200,
    onRcptTo(_address, _session, done) {
      tries++;
      if (mood === "refuse") done(Object.assign(new Error("no such user trung@phuong.example"), { responseCode: 550 }));
      else if (mood === "later") done(Object.assign(new Error("come back later"), { responseCode: 451 }));
      else done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString(), secure: session.secure });
        if (mood !== "silent") done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port, mails, tries: () => tries,
    mood: (next) => void (mood = next),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The words of a mail's text part: quoted-printable or base64 undone. */
export function textOf({ raw }: Mail): string {
  const part = raw.split(/\r?\n--[^\r\n]+\r?\n/).find((one) => /content-type: text\/plain/i.test(one)) ?? raw;
  const cut = part.search(/\r?\n\r?\n/);
  const body = part.slice(cut).trim();
  if (/transfer-encoding: base64/i.test(part.slice(0, cut))) return Buffer.from(body, "base64").toString();
  if (!/transfer-encoding: quoted-printable/i.test(part.slice(0, cut))) return body;
  return Buffer.from(body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), "latin1").toString();
}

/** A header, folded lines joined and encoded words decoded. */
export function headerOf({ raw }: Mail, name: string): string | undefined {
  const head = raw.slice(0, raw.search(/\r?\n\r?\n/)).replace(/\r?\n[ \t]+/g, " ");
  const line = head.split(/\r?\n/).find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim().replace(/\?=\s+=\?/g, "?==?").replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_all, how: string, text: string) => (how.toUpperCase() === "B" ? Buffer.from(text, "base64").toString() : Buffer.from(text.replaceAll("_", " ").replace(/=([0-9A-F]{2})/gi, (_one, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), "latin1").toString()));
}
