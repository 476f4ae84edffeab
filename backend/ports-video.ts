/** Live pictures, as types: part of `ports.ts`, which gives them on. */
import type { Duplex } from "node:stream";
import type { Party } from "#contract/account";
import type { CameraLogin, CameraId, LostReason, StreamHealth, StreamState } from "#contract/camera";
import type { Clipped } from "#contract/filmed";
import type { Instant } from "#contract/ids";
import type { FoundCamera, OnvifCamera } from "#contract/onvif";
import type { Result } from "#contract/result";

/** What clip of a camera is wanted: ms UTC of the room's clock. `at`: the instant it is about. */
export interface WantedClip {
  cameraId: CameraId;
  from: Instant;
  to: Instant;
  at: Instant;
}
/** A film in a file of ours, until it is released. */
export interface MadeClip {
  file: string;
  clipped: Clipped;
  release: () => Promise<void>;
}

/** What the room's answers ask of the part that fetches pictures. */
export interface VideoDesk {
  states(cameraId: CameraId): { main: StreamState; sub?: StreamState };
  /** How its streams did over the last hours. */
  health(cameraId: CameraId): { main: StreamHealth; sub: StreamHealth };
  /** One connection's, good once; bound to the party's rights as they are now, and ended with its session. `too-many`: so many are open already. */
  ticket(party: Party): Result<{ ticket: string; until: Instant }>;
  /** A login as it is kept: encrypted, readable with the room's own key alone. */
  seal(cameraId: CameraId, login: CameraLogin): string;
  /** Waits for the end of its time, then for the film; bit by bit what the camera sent. */
  clip(wanted: WantedClip): Promise<Result<MadeClip>>;
  /** Cameras that answer in this machine's networks, or in that of its own address `from`; another address finds none. */
  discover(from: string | undefined): Promise<FoundCamera[]>;
  /** What the camera at an ONVIF address says of itself. `keptFor`: with that camera's kept login. @returns why it does not, as `LostReason` has it */
  profiles(asked: { address: string; login: CameraLogin | undefined; keptFor: CameraId | undefined }): Promise<Result<OnvifCamera, LostReason>>;
}

/** Connections for live pictures as the server hands them over: they are gone from it afterwards. */
export interface VideoDoor {
  /** Takes it and answers true, or answers false and leaves it as it was: no ticket, a used one, no gateway. */
  take(call: { headers: Readonly<Record<string, string | string[] | undefined>>; socket: Duplex; head: Uint8Array }): boolean;
}
