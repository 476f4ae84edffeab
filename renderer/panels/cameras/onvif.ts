import type { CameraProfile, OnvifCamera } from "#contract/onvif";
import type { Language } from "../../design/i18n.ts";
import type { Typed } from "./draft.ts";

/** A profile in one line: "Main · H264 · 1920 × 1080 · 25 hình/s". */
export function profileWords({ name, codec, width, height, fps }: CameraProfile, language: Language): string {
  return [name, codec, width !== undefined && height !== undefined ? `${width} × ${height}` : undefined, fps === undefined ? undefined : `${fps} ${language === "vi" ? "hình/s" : "fps"}`].filter((part) => part !== undefined).join(" · ");
}

/** What the chosen profiles fill into the form. @param sub undefined: the main one serves small tiles too */
export function streamsOf({ profiles }: OnvifCamera, main: number, sub: number | undefined): Partial<Typed> {
  const url = profiles[main]?.url ?? "";
  return { main: url, profile: profiles[main]?.token ?? "", sub: (sub === undefined || sub === main ? undefined : profiles[sub]?.url) ?? "", transport: /^(?:rtsps|https):/.test(url) ? "tls" : "tcp" };
}
