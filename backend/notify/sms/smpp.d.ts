/** The part of smpp 0.5 (which ships no types) that is used here. */
declare module "smpp" {
  namespace smpp {
    interface Pdu {
      command: string;
      command_status: number;
      message_id?: string;
      esm_class?: number;
      receipted_message_id?: string;
      message_state?: number;
      destination_addr?: string;
      source_addr?: string;
      data_coding?: number;
      system_id?: string;
      password?: string;
      short_message?: { message?: string | Uint8Array; udh?: Uint8Array[] } | string | Uint8Array;
      response(options?: Record<string, unknown>): Pdu;
    }
    type Sent = Record<string, unknown>;
    interface Session {
      on(event: "connect" | "secureConnect" | "close", listener: () => void): this;
      on(event: "error", listener: (error: Error) => void): this;
      on(event: "pdu" | "deliver_sm" | "enquire_link" | "unbind" | "bind_transceiver" | "submit_sm", listener: (pdu: Pdu) => void): this;
      bind_transceiver(options: Sent, answer: (pdu: Pdu) => void): boolean;
      submit_sm(options: Sent, answer: (pdu: Pdu) => void): boolean;
      deliver_sm(options: Sent, answer?: (pdu: Pdu) => void): boolean;
      enquire_link(options: Sent, answer: (pdu: Pdu) => void): boolean;
      unbind(options: Sent, answer: (pdu: Pdu) => void): boolean;
      send(pdu: Pdu): boolean;
      close(): void;
      destroy(): void;
    }
    interface Server {
      listen(port: number, host: string, ready: () => void): void;
      address(): { port: number } | string | null;
      close(done?: () => void): void;
      sessions: Session[];
    }
    interface Module {
      connect(options: { host: string; port: number; tls?: boolean; rejectUnauthorized?: boolean }): Session;
      createServer(listener: (session: Session) => void): Server;
      createServer(options: { key: string; cert: string } | object, listener: (session: Session) => void): Server;
      encodings: { ASCII: { encode(text: string): Buffer }; UCS2: { encode(text: string): Buffer } };
    }
  }
  const smpp: smpp.Module;
  export default smpp;
}
