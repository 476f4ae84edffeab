import type { Display, Party } from "#contract/account";
import { DisplayId } from "#contract/ids";
import type { RequestOutput, RequestParsed } from "#contract/request";
import { fail, ok, type Result } from "#contract/result";
import { proofText } from "#contract/shell-proof";
import type { Caller, ShellHello } from "../ports.ts";
import { PER_ADDRESS } from "./attempts.ts";
import { readKey, writeKey } from "./key-files.ts";
import { MOST, type By, type Parts } from "./parts.ts";
import { asIssued, digest, freshId, sameText, sign, token, unambiguous } from "./random-text.ts";

const SHELL_KEY = "shell.key";
const TICKET_LENGTH = 8;
/** A ticket is good for so long, ms. */
const TICKET_LIFE = 600_000;
/** Tickets waiting to be redeemed at most; beyond it the oldest is void. */
const TICKETS = 32;

type Admitted = Result<{ display: Display; token: string }>;

/** Walls: identities that may look and never act. A display's token has no end but its revocation. */
export interface Displays {
  display(token: string): (Party & { kind: "display" }) | undefined;
  /** Nothing is journalled until the ticket is redeemed. */
  issueTicket(input: RequestParsed<"display:ticket">, by: By): Promise<Result<RequestOutput<"display:ticket">>>;
  redeem(ticket: string, from: Caller): Promise<Admitted>;
  /** New at each start. */
  shellChallenge(): string;
  /** @returns our own proof, given only to a shell that has proved itself */
  provedToShell(hello: ShellHello): Result<{ proof: string }>;
  /** Same name, same display: a shell that starts again replaces its token. */
  shellDisplay(hello: ShellHello, name: string): Promise<Result<{ display: Display; token: string; proof: string }>>;
  revoke(displayId: DisplayId, by: By): Promise<Result<Record<string, never>>>;
}

export function openDisplays(parts: Parts): Displays {
  const { clock, state, journal, commit, random, attempts } = parts;
  const byHash = new Map<string, DisplayId>();
  const hashOf = new Map<DisplayId, string>();
  const tickets = new Map<string, { display: Display; by: By; until: number }>();
  const shellKey = readKey(parts.folder, SHELL_KEY) ?? token(random);
  writeKey(parts.folder, SHELL_KEY, shellKey);
  const challenge = token(random);

  function forget(id: DisplayId): void {
    const hash = hashOf.get(id);
    if (hash !== undefined) byHash.delete(hash);
    hashOf.delete(id);
  }
  function remember(id: DisplayId, hash: string): void {
    forget(id);
    byHash.set(hash, id);
    hashOf.set(id, hash);
  }
  for (const id of state().displays.keys()) {
    const hash = journal.secret("display", id);
    if (hash !== undefined) remember(id, hash);
  }

  function provedToShell({ nonce, proof }: ShellHello): Result<{ proof: string }> {
    if (!sameText(proof, sign(shellKey, proofText("shell", challenge, nonce)))) return fail({ code: "unauthenticated" });
    return ok({ proof: sign(shellKey, proofText("backend", challenge, nonce)) });
  }

  async function admit(display: Display, by: By): Promise<Admitted> {
    if (!state().displays.has(display.id) && state().displays.size >= MOST.displays) return fail({ code: "too-large", limit: MOST.displays });
    const text = token(random);
    const hash = digest(text);
    const written = await commit([{ kind: "display:saved", at: clock.wall(), display, by }], [{ owner: "display", id: display.id, hash }]);
    if (!written.ok) return written;
    remember(display.id, hash);
    return ok({ display, token: text });
  }

  return {
    display(text) {
      const id = byHash.get(digest(text));
      const display = id === undefined ? undefined : state().displays.get(id);
      return display === undefined ? undefined : { kind: "display", display };
    },
    issueTicket(input, by) {
      const now = clock.wall();
      const display: Display = { id: DisplayId.parse(freshId(random, "d")), name: input.name, createdAt: now };
      const ticket = unambiguous(random, TICKET_LENGTH);
      tickets.set(digest(ticket), { display, by, until: clock.steady() + TICKET_LIFE });
      if (tickets.size > TICKETS) for (const oldest of tickets.keys()) { tickets.delete(oldest); break; }
      return Promise.resolve(ok({ display, ticket, validUntil: now + TICKET_LIFE }));
    },
    async redeem(typed, from) {
      const keys = [`ticket@${from.address}`];
      const wait = Math.max(...keys.map((key) => attempts.enter(key, PER_ADDRESS)));
      if (wait > 0) return fail({ code: "too-many", retryAfter: wait });
      const key = digest(asIssued(typed));
      const ticket = tickets.get(key);
      tickets.delete(key);
      if (ticket === undefined || clock.steady() > ticket.until) return fail({ code: "unauthenticated" });
      for (const used of keys) attempts.succeed(used);
      const admitted = await parts.queue.run(() => admit(ticket.display, ticket.by));
      // A full disk must not cost the ticket: it is good again for what is left of its ten minutes.
      if (!admitted.ok) tickets.set(key, ticket);
      return admitted;
    },
    shellChallenge: () => challenge,
    provedToShell,
    async shellDisplay(hello, name) {
      const ours = provedToShell(hello);
      if (!ours.ok) return ours;
      const display: Display = { id: DisplayId.parse(`shell-${digest(name).slice(0, 16)}`), name, createdAt: clock.wall() };
      const admitted = await parts.queue.run(() => admit(state().displays.get(display.id) ?? display, undefined));
      return admitted.ok ? ok({ ...admitted.value, ...ours.value }) : admitted;
    },
    revoke: (displayId, by) =>
      parts.queue.run(async () => {
        if (!state().displays.has(displayId)) return fail({ code: "unknown-id", kind: "display", id: displayId });
        if (by === undefined) return fail({ code: "forbidden", permission: "display:revoke" });
        const written = await commit([{ kind: "display:revoked", at: clock.wall(), displayId, by }], [{ owner: "display", id: displayId, hash: undefined }]);
        if (!written.ok) return written;
        forget(displayId);
        parts.ended({ displayId });
        return ok({});
      }),
  };
}
