import { fileURLToPath } from "node:url";

/** The project's folder, whether this runs from source (backend/) or built (dist/backend/). */
const root = new URL(import.meta.url.endsWith(".ts") ? "../" : "../../", import.meta.url);

/** The built windows that the server gives out. */
export const WINDOWS = fileURLToPath(new URL("dist/renderer", root));
/** City packs, map, recordings. */
export const ASSETS = fileURLToPath(new URL("assets", root));
