import smpp from "smpp";

/** A part of an SMS as it came in. */
export interface Part {
  id: string;
  to: string;
  coding: number;
  text: string;
  /** Reference, number of parts, which one; absent: it stands alone. */
  join?: [number, number, number];
}

/** A real SMPP 3.4 server on a port of its own, that can be told to misbehave. */
export interface SmsGateway {
  port: number;
  parts: Part[];
  /** Messages as a phone shows them: parts joined. */
  texts(): { to: string; text: string }[];
  /** `silent`: takes parts and never answers. `busy`: throttled. `refuse`: no such number. */
  mood(next: "good" | "silent" | "busy" | "refuse"): void;
  /** Whether receipts come by themselves. */
  receipts(on: boolean): void;
  /** Sends a receipt for a part, as often as it is called. */
  receipt(id: string, stat?: string): void;
  binds(): number;
  stop(): Promise<void>;
}

export async function startSmsGateway({ port = 0, password = "bi-mat", tls }: { port?: number; password?: string; tls?: { key: string; cert: string } } = {}): Promise<SmsGateway> {
  const parts: Part[] = [];
  const sessions = new Set<smpp.Session>();
  let mood: Parameters<SmsGateway["mood"]>[0] = "good";
  let receipts = true;
  let binds = 0;
  function receipt(id: string, stat = "DELIVRD"): void {
    const [session] = sessions;
    session?.deliver_sm({ esm_class: 4, source_addr: "84900000000", destination_addr: "KYDAI", short_message: `id:${id} sub:001 dlvrd:001 submit date:2611221500 done date:2611221501 stat:${stat} err:000 text:` });
  }
  const server = smpp.createServer(tls ?? {}, (session) => {
    session.on("error", () => undefined);
    session.on("close", () => sessions.delete(session));
    session.on("bind_transceiver", (pdu) => {
      binds++;
      const known = pdu.password === password;
      session.send(pdu.response(known ? {} : { command_status: 0x0e }));
      if (known) sessions.add(session);
    });
    session.on("enquire_link", (pdu) => void session.send(pdu.response()));
    session.on("unbind", (pdu) => {
      session.send(pdu.response());
      session.close();
    });
    session.on("submit_sm", (pdu) => {
      if (mood === "busy") return void session.send(pdu.response({ command_status: 0x58 }));
      if (mood === "refuse") return void session.send(pdu.response({ command_status: 0x0b }));
      const part = partOf(pdu, `m${parts.length + 1}`);
      parts.push(part);
      if (mood === "silent") return undefined;
      session.send(pdu.response({ message_id: part.id }));
      if (receipts) receipt(part.id);
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port, parts, receipt,
    texts() {
      const whole = new Map<string, { to: string; text: string }>();
      for (const { to, text, join, id } of parts) {
        const key = join === undefined ? id : `${to} ${join[0]} ${Math.floor(parts.findIndex((one) => one.id === id) / 100)}`;
        whole.set(key, { to, text: `${whole.get(key)?.text ?? ""}${text}` });
      }
      return [...whole.values()];
    },
    mood: (next) => void (mood = next),
    receipts: (on) => void (receipts = on),
    binds: () => binds,
    stop: () => new Promise((resolve) => {
      for (const session of server.sessions) session.destroy();
      server.close(() => resolve());
    }),
  };
}

function partOf(pdu: smpp.Pdu, id: string): Part {
  const { short_message: body } = pdu;
  const inner = typeof body === "object" && "message" in body ? body : undefined;
  const text = typeof inner?.message === "string" ? inner.message : typeof body === "string" ? body : "";
  const [join] = inner?.udh ?? [];
  return { id, to: pdu.destination_addr ?? "", coding: pdu.data_coding ?? 0, text, ...(join !== undefined && join.length >= 5 && { join: [join[2] ?? 0, join[3] ?? 0, join[4] ?? 0] }) };
}
