import type { Party } from "#contract/account";
import type { DisplayId, SessionId } from "#contract/ids";
import { may } from "#contract/permission";
import { PROTOCOL_VERSION } from "#contract/request";
import type { Fault } from "#contract/fault";
import type { Handshake, ServerEvents } from "#contract/socket";
import { READERS, readerOf, withheld, type Reader } from "#contract/withheld";
import type { FastifyInstance } from "fastify";
import { Server, type DefaultEventsMap, type Socket } from "socket.io";
import { z } from "zod";
import { isBehind, isTooSlow, watchBacklog, type Backlog } from "./backlog.ts";
import { concerned } from "./concerned.ts";
import type { Dispatch } from "./dispatch.ts";
import { openFanOut, TICK, type FanOut } from "./fan-out.ts";
import { MAX_REQUEST, MAX_SOCKETS, type ServerOptions } from "./options.ts";
import type { OriginCheck } from "./same-origin.ts";
import { openSeat, type SocketSeat } from "./seat.ts";
import { bearersOf, partyOf } from "./who.ts";
import { latestPacket } from "./wire-frame.ts";

const HandshakeIn = z.object({ protocol: z.int(), as: z.enum(["person", "display"]) }) satisfies z.ZodType<Handshake>;

/** Requests of one socket waiting for their answer at most. */
const IN_FLIGHT = 64;
/** A window that was told goodbye may read it for so long, ms; then its TCP stream is cut, whatever it still holds. */
const FAREWELL = 1000;
/** Requests of one socket refused as too many, after which it is not a hasty window but an attack. */
const PATIENCE = 2000;
/** Sockets that may see what happens, by how much of it they may know. */
const ROOM: Readonly<Record<Reader, string>> = { whole: "room", room: "room-withheld", display: "room-display" };

type Why = Parameters<ServerEvents["goodbye"]>[0];
type Requests = Record<string, (input: unknown, answer: unknown) => void>;
interface Data {
  party?: Party;
}
type Wire = Socket<Requests, ServerEvents, DefaultEventsMap, Data>;

interface Window {
  wire: Wire;
  backlog: Backlog;
  leaving: boolean;
  refused: number;
  inFlight: number;
  seat: SocketSeat;
}

export interface Sockets {
  count(): number;
  counts(): ReturnType<FanOut["counts"]> & { tooSlow: number; windows: { person: number; display: number } };
  /** Tells every window, waits at most a second for what they still hold, and closes. */
  close(reason: Why["reason"]): Promise<void>;
}

/** Windows: who they are, what they ask, what they are told. Websocket only, so that no sticky sessions are ever needed. */
export function openSockets(app: FastifyInstance, options: ServerOptions & { dispatch: Dispatch; trusted: OriginCheck }): Sockets {
  const { room, access, clock, log, dispatch, trusted } = options;
  const windows = new Map<string, Window>();
  let tooSlow = 0;
  const io = new Server<Requests, ServerEvents, DefaultEventsMap, Data>(app.server, {
    transports: ["websocket"],
    maxHttpBufferSize: MAX_REQUEST,
    perMessageDeflate: false,
    serveClient: false,
    // Upgrades of other paths are the video door's (video-door.ts).
    destroyUpgrade: false,
    connectTimeout: 5000,
    // A window that does not answer a ping for 10 s is gone.
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, decide) => {
      const against = io.engine.clientsCount >= MAX_SOCKETS ? "full" : trusted(request.headers);
      if (against !== undefined) log.warn("socket-refused", { against, from: request.socket.remoteAddress });
      decide(against, against === undefined);
    },
  });

  function hangUp(window: Window, why: Why): void {
    if (window.leaving) return;
    window.leaving = true;
    fanOut.leave(window.wire.id);
    unseat(window);
    window.wire.emit("goodbye", why);
    // Whoever does not read is not waited for: the stream is cut, and with it everything queued for it.
    const stream = window.wire.request.socket;
    stream.once("close", clock.after(FAREWELL, () => stream.destroy()));
    window.wire.disconnect(true);
  }
  function guard(window: Window): boolean {
    if (window.leaving) return false;
    if (!isTooSlow(window.backlog)) return true;
    tooSlow++;
    log.warn("window-too-slow", { socket: window.wire.id, bytes: window.backlog.bytes(), packets: window.backlog.packets() });
    hangUp(window, { reason: "too-slow", again: true, at: clock.wall() });
    return false;
  }
  const fanOut = openFanOut({
    latest: () => room.latest(),
    wall: () => clock.wall(),
    behind: (id) => {
      const window = windows.get(id);
      return window === undefined || isBehind(window.backlog);
    },
    send: (ids, frame) => {
      const { data, options: bytes } = latestPacket(frame);
      for (const id of ids) windows.get(id)?.wire.conn.write(data, bytes);
    },
  });

  io.use((wire, next) => {
    const party = admit(wire);
    if ("code" in party) {
      next(Object.assign(new Error(party.code), { data: party }));
      return;
    }
    wire.data.party = party;
    next();
  });
  function cookiesOf(wire: Wire): Record<string, string | undefined> {
    return app.parseCookie(wire.request.headers.cookie ?? "");
  }
  function admit(wire: Wire): Party | Fault {
    const hello = HandshakeIn.safeParse(wire.handshake.auth);
    if (!hello.success) return { code: "malformed", path: "auth", detail: "protocol and as are needed" };
    if (hello.data.protocol !== PROTOCOL_VERSION) return { code: "wrong-protocol", expected: PROTOCOL_VERSION, got: hello.data.protocol };
    return partyOf(access, cookiesOf(wire), hello.data.as) ?? { code: "unauthenticated" };
  }

  io.on("connection", (wire) => {
    const first = wire.data.party;
    if (first === undefined) return void wire.disconnect(true);
    const window: Window = { wire, backlog: watchBacklog(wire), leaving: false, refused: 0, inFlight: 0, seat: openSeat((monitorId) => void wire.emit("unseated", { monitorId })) };
    windows.set(wire.id, window);
    wire.on("disconnect", () => {
      windows.delete(wire.id);
      fanOut.leave(wire.id);
      window.seat.end();
    });
    // A bad packet ends its own connection and nothing else.
    wire.on("error", (error) => log.warn("socket-error", { error: error.message }));
    seat(window, first);
    const cookies = cookiesOf(wire);

    async function ask(name: string, input: unknown, answer: unknown): Promise<void> {
      if (!guard(window) || typeof answer !== "function") return;
      const reply = answer as (result: unknown) => void;
      if (window.inFlight >= IN_FLIGHT) return reply({ ok: false, fault: { code: "too-many", retryAfter: 1 } satisfies Fault });
      window.inFlight++;
      const party = partyOf(access, cookies, first?.kind ?? "person");
      const subscribe = (wanted: { series: "all" | number[]; hz: number }): void => void (window.leaving || fanOut.subscribe(wire.id, wanted.series, wanted.hz));
      const result = await dispatch({ name, input, party, subscribe, seat: window.seat });
      window.inFlight--;
      reply(result);
      if (!guard(window) || result.ok || result.fault.code !== "too-many") return;
      if (++window.refused <= PATIENCE) return;
      log.warn("window-too-insistent", { socket: wire.id });
      wire.disconnect(true);
    }
    wire.onAny((name: string, input: unknown, answer: unknown) => {
      // `onAny` gets the acknowledgement last: with no input it stands in the input's place.
      void (typeof input === "function" ? ask(name, undefined, input) : ask(name, input, answer));
    });
  });

  function unseat(window: Window): void {
    for (const seats of Object.values(ROOM)) void window.wire.leave(seats);
  }
  /** What a window is told follows the rights of its party as they are now. */
  function seat(window: Window, party: Party): void {
    window.wire.data.party = party;
    unseat(window);
    if (may(bearersOf(party), "fact:page")) void window.wire.join(ROOM[readerOf(bearersOf(party))]);
    if (!may(bearersOf(party), "latest:subscribe")) fanOut.leave(window.wire.id);
  }

  const stopFacts = room.onFacts((facts) => {
    for (const window of windows.values()) guard(window);
    // Encoded once per class of reader, not per window; once for all where nothing is withheld.
    const told = READERS.map((reader) => ({ seats: ROOM[reader], facts: withheld(facts, reader) }));
    const all = told.filter((one) => one.facts === facts).map(({ seats }) => seats);
    io.to(all).emit("facts", facts);
    for (const one of told) if (one.facts !== facts) io.to(one.seats).emit("facts", one.facts);
    const agencies = concerned(facts, room.state());
    for (const window of agencies.size > 0 ? windows.values() : []) {
      const party = window.wire.data.party;
      if (party?.kind === "person" && party.account.agencyId !== undefined && agencies.has(party.account.agencyId)) window.wire.emit("cases");
    }
    for (const fact of facts) {
      if (fact.kind !== "account:saved") continue;
      for (const window of windows.values()) {
        const party = window.wire.data.party;
        if (party?.kind === "person" && party.account.id === fact.account.id) seat(window, { ...party, account: fact.account });
      }
    }
  });
  const stopObservations = room.onObservations((changed) => fanOut.changed(changed));
  const stopEnded = access.onEnded(({ sessionId, displayId }: { sessionId?: SessionId; displayId?: DisplayId }) => {
    for (const window of windows.values()) {
      const party = window.wire.data.party;
      if (party?.kind === "person" && party.sessionId === sessionId) hangUp(window, { reason: "session-ended", again: false, at: clock.wall() });
      if (party?.kind === "display" && party.display.id === displayId) hangUp(window, { reason: "display-revoked", again: false, at: clock.wall() });
    }
  });

  const hears = ({ wire }: Window): boolean => Object.values(ROOM).some((seats) => wire.rooms.has(seats));
  /** Not `volatile`: that drops whatever comes while a frame is being written, and a window that gets frames would never get a status. */
  function pulse(): void {
    const hearing = [...windows.values()].filter((window) => hears(window) && !isBehind(window.backlog)).map((window) => window.wire.id);
    if (hearing.length > 0) io.to(hearing).emit("status", room.status());
  }

  let stopTicks = (): void => undefined;
  let ticks = 0;
  const began = clock.steady();
  function beat(): void {
    ticks++;
    try {
      fanOut.tick();
      if (ticks % (1000 / TICK) === 0) pulse();
    } catch (error) {
      log.error("fan-out-failed", { error });
    }
    arm();
  }
  function arm(): void {
    // Aims at the next whole tick from the start; what was overslept is left out, not caught up.
    // Rounded, because a timer may fire a millisecond early: that beat is this tick's, and the next one is a whole tick away.
    const elapsed = clock.steady() - began;
    stopTicks = clock.after(Math.max(1, (Math.round(elapsed / TICK) + 1) * TICK - elapsed), beat);
  }
  arm();

  return {
    count: () => windows.size,
    counts: () => {
      const kinds = { person: 0, display: 0 };
      for (const window of windows.values()) kinds[window.wire.data.party?.kind ?? "person"]++;
      return { ...fanOut.counts(), tooSlow, windows: kinds };
    },
    async close(reason) {
      stopTicks();
      stopFacts();
      stopObservations();
      stopEnded();
      for (const window of windows.values()) hangUp(window, { reason, again: true, at: clock.wall() });
      await new Promise<void>((done) => {
        const cancel = clock.after(FAREWELL + 200, done);
        void io.close().finally(() => {
          cancel();
          done();
        });
      });
    },
  };
}
