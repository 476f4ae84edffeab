import type { CameraId, CameraLogin, LostReason } from "#contract/camera";
import { fail, ok, type Result } from "#contract/result";
import type { Clock, VideoDesk } from "../../ports.ts";
import type { Order, Told } from "../gateway/orders.ts";
import type { Answered, Question } from "../gateway/questions.ts";
import { ownAddresses } from "../onvif/discover.ts";

/** Questions that wait for the gateway at one time; and how long for each, ms: a window waits ten seconds. */
const [MOST, PATIENCE] = [64, 9500];
/** Networks that are asked at one time; a machine has few. */
const MOST_NETWORKS = 16;

/** What is asked of cameras beside their streams. All of it is asked by the gateway; here is waited, and no longer than PATIENCE. */
export interface Questions extends Pick<VideoDesk, "discover" | "profiles" | "picture" | "presets" | "turn" | "halt" | "goTo"> {
  told(answer: Extract<Told, { is: "answered" }>): void;
  /** The gateway died: what it was asked nobody answers. */
  lost(): void;
}

/** @param send false: the gateway is away */
export function openQuestions({ clock, loginOf, send }: { clock: Clock; loginOf: (id: CameraId) => CameraLogin | undefined; send: (order: Order) => boolean }): Questions {
  const waiting = new Map<number, (answer: Answered) => void>();
  let count = 0;

  function ask(question: Question): Promise<Answered> {
    const fault = (reason: LostReason): Answered => ({ is: "fault", reason });
    if (waiting.size >= MOST && question.is !== "halt") return Promise.resolve(fault("too-many"));
    return new Promise((done) => {
      const id = ++count;
      const cancel = clock.after(PATIENCE, () => waiting.get(id)?.(fault("timeout")));
      waiting.set(id, (answer) => {
        cancel();
        waiting.delete(id);
        done(answer);
      });
      if (!send({ is: "ask", id, question })) waiting.get(id)?.(fault("gateway"));
    });
  }
  async function wanted<K extends Answered["is"]>(kind: K, question: Question): Promise<Result<Extract<Answered, { is: K }>, LostReason>> {
    const answer = await ask(question);
    if (answer.is === "fault") return fail(answer.reason);
    return isOf(answer, kind) ? ok(answer) : fail("malformed");
  }
  async function done(question: Question): Promise<Result<undefined, LostReason>> {
    const answer = await wanted("done", question);
    return answer.ok ? ok(undefined) : answer;
  }
  return {
    told: ({ id, answer }) => waiting.get(id)?.(answer),
    lost() {
      for (const answered of [...waiting.values()]) answered({ is: "fault", reason: "gateway" });
    },
    async discover(from) {
      const own = ownAddresses().filter(({ address, internal }) => (from === undefined ? !internal : address === from)).slice(0, MOST_NETWORKS).map(({ address }) => address);
      const answer = await wanted("found", { is: "discover", from: own });
      return answer.ok ? answer.value.found : [];
    },
    async profiles({ address, login, keptFor }) {
      const proof = login ?? (keptFor === undefined ? undefined : loginOf(keptFor));
      const answer = await wanted("profiles", { is: "profiles", address, ...(proof !== undefined && { login: proof }) });
      return answer.ok ? ok(answer.value.profiles) : answer;
    },
    async picture(camera, fresh = false) {
      const answer = await wanted("picture", { is: "picture", camera, fresh });
      return answer.ok ? ok(answer.value.picture) : answer;
    },
    async presets(camera) {
      const answer = await wanted("presets", { is: "presets", camera });
      return answer.ok ? ok(answer.value.presets) : answer;
    },
    turn: (camera, how) => done({ is: "turn", camera, ...how }),
    halt: (camera) => done({ is: "halt", camera }),
    goTo: (camera, preset) => done({ is: "preset", camera, preset }),
  };
}

const isOf = <K extends Answered["is"]>(answer: Answered, kind: K): answer is Extract<Answered, { is: K }> => answer.is === kind;
