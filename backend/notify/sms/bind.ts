import smpp from "smpp";
import type { Clock, Log } from "../../ports.ts";
import { withoutAddresses } from "../text/clean.ts";
import { receiptOf } from "./receipt.ts";
import type { Receipt } from "../channels/kind.ts";

/** A connection, a bind, an answer: none may take longer, ms. */
const PATIENCE = 15_000;
/** How often a bind that says nothing is asked whether it lives, ms. */
const ENQUIRE = 30_000;
/** ESME_RX_T_APPN: a passing fault of ours. */
const TRY_AGAIN = 0x64;
/** ESME_RTHROTTLED, ESME_RMSGQFUL and what else a gateway answers, by name where people ask for it. */
const STATUS: Readonly<Record<number, string>> = { 0x0b: "invalid destination address", 0x0d: "bind failed", 0x0e: "invalid password", 0x0f: "invalid system id", 0x14: "message queue full", 0x45: "submit failed", 0x58: "throttled" };

type Answer = { is: "taken"; id: string } | { is: "status"; status: number; detail: string } | { is: "down" | "unsure"; detail: string };

interface Options {
  host: string;
  port: number;
  tls: boolean;
  systemId: string;
  password: string;
  systemType: string;
  sender: string;
  clock: Clock;
  log: Log;
  /** @returns false: there is no room for it now */
  onReceipt: (receipt: Receipt) => Promise<boolean>;
}

export interface Bind {
  submit(part: { to: string; text: string; coding: "gsm7" | "ucs2"; join?: Uint8Array }): Promise<Answer>;
  close(): Promise<void>;
}

/** One bind to a gateway, made at once, again after it broke, kept alive between messages so that receipts come in. */
export function openBind(options: Options): Bind {
  const { clock, log, sender, onReceipt } = options;
  let bound: { session: smpp.Session; /** Told why, once, when it is lost. */ waiting: Set<(why: string) => void> } | undefined;
  let binding: Promise<typeof bound | string> | undefined;
  let closed = false;
  let stopBeat: (() => void) | undefined;
  let stopAgain: (() => void) | undefined;

  /** @returns the bind, or in words why there is none */
  function connected(): Promise<typeof bound | string> {
    if (bound !== undefined) return Promise.resolve(bound);
    binding ??= bindAnew().finally(() => (binding = undefined));
    return binding;
  }

  function bindAnew(): Promise<typeof bound | string> {
    const { host, port, tls, systemId, password, systemType } = options;
    return new Promise((resolve) => {
      const session = smpp.connect({ host, port, ...(tls && { tls: true }) });
      const waiting = new Set<(why: string) => void>();
      const end = (why: string): void => {
        stopWait();
        if (bound?.session === session) {
          bound = undefined;
          stopBeat?.();
          log.warn("smpp-lost", { host, why });
          stopAgain?.();
          stopAgain = clock.after(ENQUIRE, keep);
        }
        session.destroy();
        for (const tell of waiting) tell(why);
        waiting.clear();
        resolve(why);
      };
      const stopWait = clock.after(PATIENCE, () => end("no answer to the bind"));
      session.on("error", (error) => end(withoutAddresses(error.message)));
      session.on("close", () => end("the gateway closed the connection"));
      session.on("unbind", (pdu) => {
        session.send(pdu.response());
        end("the gateway unbound");
      });
      session.on("enquire_link", (pdu) => void session.send(pdu.response()));
      session.on("deliver_sm", (pdu) => {
        const receipt = receiptOf(pdu);
        // Answered once it is on the disk: the gateway does not repeat what was taken.
        if (receipt === undefined) session.send(pdu.response());
        else void onReceipt(receipt).then((taken) => session.send(pdu.response(taken ? {} : { command_status: TRY_AGAIN })));
      });
      session.on(tls ? "secureConnect" : "connect", () => {
        session.bind_transceiver({ system_id: systemId, password, system_type: systemType, interface_version: 0x34 }, (pdu) => {
          if (pdu.command_status !== 0) return end(statusWords(pdu.command_status));
          stopWait();
          if (closed) return end("closed");
          bound = { session, waiting };
          beat(session, end);
          resolve(bound);
        });
      });
    });
  }

  /** Receipts come over a bind alone: it is there from the start, and made again by itself. */
  function keep(): void {
    if (closed) return;
    void connected().then((made) => {
      if (typeof made !== "string" || closed) return;
      stopAgain?.();
      stopAgain = clock.after(ENQUIRE, keep);
    });
  }

  function beat(session: smpp.Session, end: (why: string) => void): void {
    stopBeat = clock.after(ENQUIRE, () => {
      stopBeat = clock.after(PATIENCE, () => end("no answer to enquire_link"));
      session.enquire_link({}, () => {
        if (bound?.session !== session) return;
        stopBeat?.();
        beat(session, end);
      });
    });
  }

  keep();
  return {
    async submit({ to, text, coding, join }) {
      const bind = await connected();
      if (bind === undefined || typeof bind === "string") return { is: "down", detail: bind ?? "no bind" };
      const message = coding === "gsm7" ? smpp.encodings.ASCII.encode(text) : smpp.encodings.UCS2.encode(text);
      return new Promise<Answer>((resolve) => {
        const done = (answer: Answer): void => {
          stop();
          bind.waiting.delete(lose);
          resolve(answer);
        };
        const lose = (why: string): void => done({ is: "unsure", detail: why });
        const stop = clock.after(PATIENCE, () => done({ is: "unsure", detail: "no answer to submit_sm" }));
        bind.waiting.add(lose);
        const taken = bind.session.submit_sm({
          source_addr: sender, ...senderKind(sender), destination_addr: to.replace(/^\+/, ""), dest_addr_ton: 1, dest_addr_npi: 1,
          registered_delivery: 1, data_coding: coding === "gsm7" ? 0 : 8, short_message: join === undefined ? message : Buffer.concat([join, message]), ...(join !== undefined && { esm_class: 0x40 }),
        }, ({ command_status: status, message_id }) => {
          done(status === 0 ? { is: "taken", id: message_id ?? "" } : { is: "status", status, detail: statusWords(status) });
        });
        if (!taken) done({ is: "down", detail: "the connection takes nothing" });
      });
    },
    async close() {
      closed = true;
      stopBeat?.();
      stopAgain?.();
      const open = bound;
      if (open === undefined) return;
      await new Promise<void>((resolve) => {
        const stop = clock.after(1000, resolve);
        open.session.unbind({}, () => {
          stop();
          resolve();
        });
      });
      bound = undefined;
      open.session.destroy();
    },
  };
}

/** A number is an international one, anything else a name (SMPP 3.4 §5.2.5). */
const senderKind = (sender: string): object => (/^\+?\d{7,15}$/.test(sender) ? { source_addr_ton: 1, source_addr_npi: 1 } : { source_addr_ton: 5, source_addr_npi: 0 });

const statusWords = (status: number): string => `SMPP status 0x${status.toString(16).padStart(8, "0")}${STATUS[status] === undefined ? "" : ` (${STATUS[status]})`}`;
