import type { Party } from "#contract/account";
import { AcceptInvitation } from "#contract/invitation";
import { may } from "#contract/permission";
import { FirstRun, Login, RedeemTicket } from "#contract/request";
import { fail, ok, type Result } from "#contract/result";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { AccessDesk, Caller } from "../ports.ts";
import { sendFault } from "./http-fault.ts";
import { ShellDisplay, ShellHello } from "./openapi-routes.ts";
import { bearersOf, DISPLAY_COOKIE, partyOf, PERSON_COOKIE } from "./who.ts";

/** Attempts a minute and address on these routes; the desk slows guessing down on its own account. */
const RATE = { max: 120, timeWindow: 60_000 };
/** Seconds. The desk ends a session earlier; browsers keep no cookie for longer than 400 days. */
const LONGEST = { session: 7 * 86_400, display: 400 * 86_400 };

function callerOf(request: FastifyRequest): Caller {
  return { address: request.ip, agent: request.headers["user-agent"] ?? "" };
}
function parse<T>(schema: z.ZodType<T>, body: unknown): Result<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return fail({ code: "malformed", path: (issue?.path ?? []).join("."), detail: issue?.message ?? "" });
}

/** Log-in, log-out, first run and displays: what a window needs before it has a socket. Tokens travel as HttpOnly cookies alone. */
export function sessionRoutes(app: FastifyInstance, { access, secure }: { access: AccessDesk; secure: boolean }): void {
  const cookie = { path: "/", httpOnly: true, sameSite: "strict", secure } as const;
  const limited = { config: { rateLimit: RATE } };

  function answer<T extends { token: string }>(reply: FastifyReply, result: Result<T>, name: string, maxAge: number): FastifyReply {
    if (!result.ok) return sendFault(reply, result.fault);
    const { token, ...value } = result.value;
    return reply.setCookie(name, token, { ...cookie, maxAge }).header("cache-control", "no-store").send({ ok: true, value });
  }

  app.get("/api/first-run", (_request, reply) => reply.header("cache-control", "no-store").send({ ok: true, value: { needed: access.firstRunNeeded() } }));
  app.post("/api/first-run", limited, async (request, reply) => {
    const input = parse(FirstRun, request.body);
    return answer(reply, input.ok ? await access.firstRun(input.value, callerOf(request)) : input, PERSON_COOKIE, LONGEST.session);
  });
  app.post("/api/session", limited, async (request, reply) => {
    const input = parse(Login, request.body);
    return answer(reply, input.ok ? await access.login(input.value, callerOf(request)) : input, PERSON_COOKIE, LONGEST.session);
  });
  app.post("/api/invitation", limited, async (request, reply) => {
    const input = parse(AcceptInvitation, request.body);
    return answer(reply, input.ok ? await access.acceptInvitation(input.value, callerOf(request)) : input, PERSON_COOKIE, LONGEST.session);
  });
  app.get<{ Querystring: { as?: string } }>("/api/session", (request, reply) => {
    const party: Party | undefined = partyOf(access, request.cookies, request.query.as === "display" ? "display" : "person");
    if (party === undefined) return sendFault(reply, { code: "unauthenticated" });
    if (!may(bearersOf(party), "session:self")) return sendFault(reply, { code: "forbidden", permission: "session:self" });
    return reply.header("cache-control", "no-store").send(ok(party));
  });
  app.delete("/api/session", async (request, reply) => {
    const token = request.cookies[PERSON_COOKIE];
    if (token !== undefined) await access.logout(token);
    return reply.clearCookie(PERSON_COOKIE, cookie).header("cache-control", "no-store").send(ok({}));
  });
  app.post("/api/display", limited, async (request, reply) => {
    const input = parse(RedeemTicket, request.body);
    return answer(reply, input.ok ? await access.redeem(input.value.ticket, callerOf(request)) : input, DISPLAY_COOKIE, LONGEST.display);
  });
  app.post("/api/display/shell", limited, async (request, reply) => {
    const input = parse(ShellDisplay, request.body);
    return answer(reply, input.ok ? await access.shellDisplay(input.value, input.value.name) : input, DISPLAY_COOKIE, LONGEST.display);
  });
  app.get("/api/shell", limited, (_request, reply) => reply.header("cache-control", "no-store").send(ok({ challenge: access.shellChallenge() })));
  app.post("/api/shell", limited, (request, reply) => {
    const input = parse(ShellHello, request.body);
    const proved = input.ok ? access.provedToShell(input.value) : input;
    return proved.ok ? reply.header("cache-control", "no-store").send(proved) : sendFault(reply, proved.fault);
  });
}
