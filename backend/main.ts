/** Entry of the backend. It imports nothing of weight itself: what is loaded before the cache is on is compiled each time. */
import { keepCompiled } from "./compile-cache.ts";

// From source, a person who develops changes files all the time, and tests leave nothing in anybody's home.
if (import.meta.url.endsWith(".js")) keepCompiled(process.env);
const { run } = await import("./run.ts");
const code = await run();
if (code !== undefined) process.exitCode = code;
