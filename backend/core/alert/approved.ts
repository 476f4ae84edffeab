import type { AlertServiceId } from "#contract/alert-service";
import { fail, type Result } from "#contract/result";
import type { RoomState } from "../state.ts";

/** A service whose warnings nobody approved (H-10.4) warns nobody. One in force goes on to be updated and withdrawn. @returns undefined: it may be published */
export function unapproved(service: AlertServiceId, { services }: Pick<RoomState, "services">): Result<never> | undefined {
  return services.get(service)?.approved === true ? undefined : fail({ code: "conflict", detail: `service ${service} is not approved` });
}
