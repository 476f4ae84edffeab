import type { StreamState } from "#contract/camera";

/** What is told of a stream. A gateway that hangs cannot say that it does: what it said last of a picture is over as far as anybody knows. */
export function believed(state: StreamState, silent: boolean): StreamState {
  if (!silent || state.is === "idle" || state.is === "lost") return state;
  return { is: "lost", reason: "gateway", since: state.pictureAt ?? state.since };
}
