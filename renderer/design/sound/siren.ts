import { useEffect, useRef, useState } from "react";
import type { Pattern } from "./pattern.ts";

/** Makes the sounds of the room; owns the one AudioContext of the window. */
interface Siren {
  /** Repeats this pattern until told otherwise; keep it the same object while it is the same. */
  play: (pattern: Pattern | undefined) => void;
  /** The browser holds sound back until someone has pressed something. */
  blocked: () => boolean;
  resume: () => Promise<void>;
  /** Calls back soon after the start and at every change of `blocked`. @returns the way to stop */
  watch: (listener: () => void) => () => void;
  close: () => void;
}

/** @returns undefined where there is no WebAudio */
function createSiren(): Siren | undefined {
  if (typeof AudioContext === "undefined") return undefined;
  const audio = new AudioContext();
  let playing: Pattern | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function beep(pitch: number, at: number, length: number, volume: number): void {
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.type = "triangle";
    tone.frequency.value = pitch;
    // Soft edges: a tone that starts in full clicks.
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(volume, at + 0.012);
    gain.gain.setValueAtTime(volume, at + length - 0.02);
    gain.gain.linearRampToValueAtTime(0, at + length);
    tone.connect(gain).connect(audio.destination);
    tone.start(at);
    tone.stop(at + length);
  }

  function round(): void {
    if (playing === undefined) return;
    const pattern = playing;
    if (audio.state === "running") for (const each of pattern.beeps) beep(each.pitch, audio.currentTime + 0.03 + each.at, each.length, pattern.volume);
    timer = setTimeout(round, pattern.every * 1000);
  }

  return {
    play(pattern) {
      if (pattern === playing) return;
      playing = pattern;
      clearTimeout(timer);
      round();
    },
    blocked: () => audio.state === "suspended",
    resume: () => audio.resume(),
    watch(listener) {
      const first = setTimeout(listener, 0);
      audio.addEventListener("statechange", listener);
      return () => {
        clearTimeout(first);
        audio.removeEventListener("statechange", listener);
      };
    },
    close() {
      playing = undefined;
      clearTimeout(timer);
      void audio.close();
    },
  };
}

/**
 * Sounds this pattern until another or none is given.
 *
 * @returns whether the browser holds the sound back; any press or key in the window frees it
 */
export function useSiren(pattern: Pattern | undefined): boolean {
  const siren = useRef<Siren>(undefined);
  const [blocked, setBlocked] = useState(false);
  useEffect(() => {
    const made = createSiren();
    if (made === undefined) return;
    siren.current = made;
    // The context tells its state a moment after it was made, and again when the browser lets it sound.
    const stop = made.watch(() => setBlocked(made.blocked()));
    const free = (): void => {
      if (made.blocked()) void made.resume();
    };
    document.addEventListener("pointerdown", free);
    document.addEventListener("keydown", free);
    return () => {
      stop();
      document.removeEventListener("pointerdown", free);
      document.removeEventListener("keydown", free);
      siren.current = undefined;
      made.close();
    };
  }, []);
  useEffect(() => siren.current?.play(pattern), [pattern]);
  return blocked;
}
