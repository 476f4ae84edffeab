import { AlertServiceId } from "#contract/alert-service";
import { AreaId } from "#contract/ids";
import { PushSubscription } from "#contract/push";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Clock, LinkOutcome, SubscriptionDesk } from "../../ports.ts";
import { openBuckets } from "../buckets.ts";
import { html, type Html } from "./html.ts";
import { frame } from "./page.ts";
import { PUBLIC_POLICY } from "./public-routes.ts";
import { PUBLIC_TEXTS, type Tongue } from "./texts.ts";

/** What one network address may ask to subscribe; behind a proxy many people have one, and all mails together have a bound of their own. */
const ASKS = { burst: 10, perSecond: 1 / 30 };
/** Links followed from one network address: guesses of a 256-bit proof are hopeless, and still not free. */
const LINKS = { burst: 60, perSecond: 1 };
/** Bytes of a form. */
const FORM = 16_384;

/** A browser that wants warnings, or none any more. */
const Pushed = z.union([z.object({ leave: z.string().max(1000) }), z.object({ phone: PushSubscription, services: z.array(AlertServiceId).max(20), areas: z.array(AreaId).max(300), language: z.enum(["vi", "en"]).catch("vi") })]);
const Wish = z.object({ services: z.array(AlertServiceId).max(20), areas: z.array(AreaId).max(300), language: z.enum(["vi", "en"]).catch("vi") });

/** Subscribing by e-mail, confirming and leaving (H-10.5, RFC 8058): plain forms that need no script. A link changes nothing by being looked at, for mail programs look at links. */
export function subscriptionRoutes(app: FastifyInstance, { desk, clock }: { desk: SubscriptionDesk; clock: Pick<Clock, "steady"> }): void {
  const asks = openBuckets({ ...ASKS, steady: () => clock.steady() });
  const links = openBuckets({ ...LINKS, steady: () => clock.steady() });

  void app.register((scope) => {
    scope.removeAllContentTypeParsers();
    // Forms, and the one-click post of mail programs in whichever of two forms it comes: nothing but text is read of either.
    scope.addContentTypeParser("*", { parseAs: "string", bodyLimit: FORM }, (_request, body, done) => done(null, body));

    scope.post("/public/subscribe", async (request, reply) => {
      const form = new URLSearchParams(typeof request.body === "string" ? request.body : "");
      const wish = Wish.safeParse({ services: form.getAll("service"), areas: form.getAll("area"), language: form.get("language") });
      const language: Tongue = wish.success ? wish.data.language : "vi";
      const t = PUBLIC_TEXTS[language];
      const answer = (status: number, title: string, words: string): FastifyReply => send(reply, status, language, title, html`<p>${words}</p>`);
      if (asks.take(request.ip) > 0) return answer(429, t.subscribe, t.wait);
      if (!wish.success || wish.data.services.length === 0) return answer(400, t.subscribe, t.badWish);
      const asked = await desk.askMail(form.get("address") ?? "", wish.data);
      if (asked.ok) return answer(200, t.askedTitle, t.asked);
      const { code } = asked.fault;
      return code === "malformed" ? answer(400, t.subscribe, t.badMail) : code === "too-many" ? answer(429, t.subscribe, t.wait) : code === "too-large" ? answer(503, t.subscribe, t.full) : answer(503, t.subscribe, t.closed);
    });

    scope.post("/public/push", async (request, reply) => {
      const said = (status: number): FastifyReply => reply.code(status).header("cache-control", "no-store").send({ ok: status === 200 });
      const pushed = Pushed.safeParse(jsonOf(request.body));
      if (!pushed.success) return said(400);
      if ("leave" in pushed.data) {
        if (links.take(request.ip) > 0) return said(429);
        desk.leavePush(pushed.data.leave);
        return said(200);
      }
      if (asks.take(request.ip) > 0) return said(429);
      const { phone, ...wish } = pushed.data;
      const asked = await desk.askPush(phone, wish);
      if (asked.ok) return said(200);
      const { code } = asked.fault;
      return said(code === "malformed" ? 400 : code === "too-many" ? 429 : 503);
    });

    for (const purpose of ["confirm", "leave"] as const) {
      scope.get<{ Querystring: { token?: unknown } }>(`/public/${purpose}`, (request, reply) => {
        const token = tokenOf(request);
        if (links.take(request.ip) > 0) return send(reply, 429, "vi", PUBLIC_TEXTS.vi.subscribe, both((t) => t.wait));
        const is = desk.look(token);
        if (is !== purpose) return refuse(reply, is === "expired" ? "expired" : "forged");
        return send(reply, 200, "vi", PUBLIC_TEXTS.vi[`${purpose}Title`], html`${both((t) => t[`${purpose}Ask`])}<form method="post" action="/public/${purpose}?token=${token}"><button type="submit">${PUBLIC_TEXTS.vi[`${purpose}Do`]} / ${PUBLIC_TEXTS.en[`${purpose}Do`]}</button></form>`);
      });
      scope.post<{ Querystring: { token?: unknown } }>(`/public/${purpose}`, (request, reply) => {
        if (links.take(request.ip) > 0) return send(reply, 429, "vi", PUBLIC_TEXTS.vi.subscribe, both((t) => t.wait));
        const outcome: LinkOutcome = desk[purpose](tokenOf(request));
        return outcome === "done" ? send(reply, 200, "vi", PUBLIC_TEXTS.vi[`${purpose}Title`], both((t) => (purpose === "confirm" ? t.confirmed : t.left))) : refuse(reply, outcome);
      });
    }
    return Promise.resolve();
  });
}

const tokenOf = (request: FastifyRequest<{ Querystring: { token?: unknown } }>): string => {
  const { token } = request.query;
  return typeof token === "string" ? token : "";
};
const refuse = (reply: FastifyReply, why: "expired" | "forged"): FastifyReply => send(reply, why === "expired" ? 410 : 400, "vi", PUBLIC_TEXTS.vi.subscribe, both((t) => (why === "expired" ? t.linkExpired : t.linkForged)));
/** A link says nothing of who follows it: both languages. */
const both = (pick: (texts: (typeof PUBLIC_TEXTS)[Tongue]) => string): Html => html`<p>${pick(PUBLIC_TEXTS.vi)}</p><p lang="en">${pick(PUBLIC_TEXTS.en)}</p>`;

function send(reply: FastifyReply, status: number, language: Tongue, title: string, words: Html): FastifyReply {
  const t = PUBLIC_TEXTS[language];
  // The token in the address goes to nobody with a link; a form's own post is told to come from here.
  reply.code(status).headers({ "cache-control": "no-store", "content-security-policy": PUBLIC_POLICY, "referrer-policy": "same-origin", "x-robots-tag": "noindex" }).type("text/html; charset=utf-8");
  return reply.send(frame({ language, title }, html`<header><div class="bar"><h1>${title}</h1></div></header><main><section aria-label="${title}">${words}<p><a href="${language === "vi" ? "/public" : "/public/en"}">${t.home}</a></p></section></main>`));
}

/** undefined where it is none. */
function jsonOf(body: unknown): unknown {
  try {
    return typeof body === "string" ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}
