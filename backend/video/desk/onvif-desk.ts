import { randomBytes } from "node:crypto";
import type { CameraId, CameraLogin } from "#contract/camera";
import type { FoundCamera } from "#contract/onvif";
import { fail, ok } from "#contract/result";
import type { Clock, VideoDesk } from "../../ports.ts";
import { readCamera } from "../onvif/device.ts";
import { discover, ownAddresses } from "../onvif/discover.ts";

/** Networks that are asked at one time; a machine has few. */
const MOST_NETWORKS = 16;
/** Cameras that are read at one time: each is a few questions. */
const AT_ONCE = 8;
/** For all questions to one camera, ms: a window waits ten seconds. */
const PATIENCE = 8500;

/** Looks for cameras and reads what they say of themselves. */
export function onvifDesk({ clock, loginOf }: { clock: Clock; loginOf: (id: CameraId) => CameraLogin | undefined }): Pick<VideoDesk, "discover" | "profiles"> {
  /** Two who ask at once get one answer. */
  const looking = new Map<string, Promise<FoundCamera[]>>();
  let reading = 0;
  function look(from: string): Promise<FoundCamera[]> {
    const running = looking.get(from) ?? discover(from, clock).finally(() => looking.delete(from));
    looking.set(from, running);
    return running;
  }
  return {
    async discover(from) {
      const own = ownAddresses().filter(({ address, internal }) => (from === undefined ? !internal : address === from)).slice(0, MOST_NETWORKS);
      const found = (await Promise.all(own.map(({ address }) => look(address)))).flat();
      return [...new Map(found.map((each) => [each.address, each])).values()].slice(0, 400);
    },
    async profiles({ address, login, keptFor }) {
      if (reading >= AT_ONCE) return fail("too-many");
      reading++;
      try {
        const told = await readCamera({ address, login: login ?? (keptFor === undefined ? undefined : loginOf(keptFor)), clock, signal: AbortSignal.timeout(PATIENCE), random: () => randomBytes(8).toString("hex") });
        return told.ok ? ok(told.value) : fail(told.fault.reason);
      } finally {
        reading--;
      }
    },
  };
}
