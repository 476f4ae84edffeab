/** Live pictures, as types: part of `ports.ts`, which gives them on. */
import type { Duplex } from "node:stream";
import type { Party } from "#contract/account";
import type { CameraLogin, CameraId, Listening, LostReason, StreamHealth, StreamState } from "#contract/camera";
import type { CameraEventKind, CameraPicture, CameraPreset, Turning } from "#contract/camera-control";
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
  /** Since when the process that fetches pictures is away; undefined: it is there, or not needed. */
  awaySince(): Instant | undefined;
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
  /** How a camera is listened to; undefined: it is not. */
  listening(cameraId: CameraId): Listening | undefined;
  /** A picture that the camera makes now, or made two seconds ago at most for somebody else, unless it is to be `fresh`. */
  picture(cameraId: CameraId, fresh?: boolean): Promise<Result<CameraPicture, LostReason>>;
  /** A fresh one in a file of ours, until it is released. */
  snapshot(cameraId: CameraId): Promise<Result<{ file: string; width: number; height: number; at: Instant; release: () => Promise<void> }, LostReason>>;
  presets(cameraId: CameraId): Promise<Result<CameraPreset[], LostReason>>;
  /** Until told otherwise, or until nothing was said for TURN_MS. */
  turn(cameraId: CameraId, how: Turning): Promise<Result<undefined, LostReason>>;
  halt(cameraId: CameraId): Promise<Result<undefined, LostReason>>;
  goTo(cameraId: CameraId, preset: string): Promise<Result<undefined, LostReason>>;
}

/** What one camera noticed by itself since its last word; instants on the room's clock. */
export interface CameraNotices {
  cameraId: CameraId;
  notices: { kind: CameraEventKind; /** Which of the camera's inputs. */ input?: string | undefined; value?: 0 | 1 | undefined; at: Instant }[];
  /** Messages that could not be read; beyond what a camera may say. */
  malformed: number;
  left: number;
}

/** Connections for live pictures as the server hands them over: they are gone from it afterwards. */
export interface VideoDoor {
  /** Takes it and answers true, or answers false and leaves it as it was: no ticket, a used one, no gateway. */
  take(call: { headers: Readonly<Record<string, string | string[] | undefined>>; socket: Duplex; head: Uint8Array }): boolean;
}
