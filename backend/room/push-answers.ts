import { fail, ok } from "#contract/result";
import type { PushDesk } from "../ports.ts";
import type { AnswersFor } from "./answers.ts";
import { accountOf } from "./cases/who.ts";

/** Officers' phones that take push messages: whose they are the session says. */
export function pushAnswers(desk: () => PushDesk | undefined): AnswersFor<"push:key" | "push:subscribe" | "push:leave"> {
  return {
    "push:key": () => {
      const key = desk()?.key;
      return ok({ ...(key !== undefined && { key }) });
    },
    "push:subscribe": (phone, party) => {
      if (party.kind !== "person") return fail({ code: "unauthenticated" });
      const push = desk();
      if (push === undefined) return fail({ code: "unavailable", detail: "no channel sends push messages" });
      if (!push.isService(phone.endpoint)) return fail({ code: "malformed", path: "endpoint", detail: "not a push service" });
      return push.book.add(party.account.id, phone, party.sessionId) ? ok({}) : fail({ code: "unavailable", detail: "no room for another phone" });
    },
    "push:leave": ({ endpoint }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      desk()?.book.remove(account.value.id, endpoint);
      return ok({});
    },
  };
}
