import type { LostReason } from "#contract/camera";
import { fail, ok, type Result } from "#contract/result";
import type { Clock } from "../../ports.ts";
import { readCamera } from "../onvif/device.ts";
import { discover } from "../onvif/discover.ts";
import type { Devices } from "./devices.ts";
import type { Answered, Question } from "./questions.ts";

/** For all questions to one camera that is read, ms: a window waits ten seconds. */
const PATIENCE = 8500;
/** Questions under way at one time; one more is `too-many`. A room has few who ask, and each is a few packets. */
const AT_ONCE = 32;

/** Answers what the backend asks of cameras. */
export function openAnswers({ devices, clock, random }: { devices: Devices; clock: Clock; random: () => string }): (question: Question) => Promise<Answered> {
  /** Two who look at once get one answer. */
  const looking = new Map<string, ReturnType<typeof discover>>();
  let under = 0;
  function look(from: string): ReturnType<typeof discover> {
    const running = looking.get(from) ?? discover(from, clock).finally(() => looking.delete(from));
    looking.set(from, running);
    return running;
  }
  async function answer(question: Question): Promise<Result<Answered, LostReason>> {
    switch (question.is) {
      case "discover": return ok({ is: "found", found: [...new Map((await Promise.all(question.from.map(look))).flat().map((each) => [each.address, each])).values()].slice(0, 400) });
      case "profiles": {
        const read = await readCamera({ address: question.address, login: question.login, clock, random, signal: AbortSignal.timeout(PATIENCE) });
        return read.ok ? ok({ is: "profiles", profiles: read.value }) : fail(read.fault.reason);
      }
      case "picture": {
        const taken = await devices.picture(question.camera, question.fresh);
        return taken.ok ? ok({ is: "picture", picture: taken.value }) : taken;
      }
      case "presets": {
        const told = await devices.presets(question.camera);
        return told.ok ? ok({ is: "presets", presets: told.value }) : told;
      }
      case "turn": return doneOr(await devices.turn(question.camera, { pan: question.pan, tilt: question.tilt, zoom: question.zoom }));
      case "halt": return doneOr(await devices.halt(question.camera));
      case "preset": return doneOr(await devices.goTo(question.camera, question.preset));
    }
  }
  return async (question) => {
    // A camera that turns is stopped however much is asked.
    if (under >= AT_ONCE && question.is !== "halt") return { is: "fault", reason: "too-many" };
    under++;
    try {
      const told = await answer(question);
      return told.ok ? told.value : { is: "fault", reason: told.fault };
    } catch {
      // One camera's answer that trips us must not end the process of all the others.
      return { is: "fault", reason: "malformed" };
    } finally {
      under--;
    }
  };
}

const doneOr = (told: Result<undefined, LostReason>): Result<Answered, LostReason> => (told.ok ? ok({ is: "done" }) : told);
