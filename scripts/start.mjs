import { join } from "node:path";
import { become, bootstrap, root } from "./bootstrap.mjs";

become(bootstrap(), join(root, "scripts/launch.ts"), process.argv.slice(2));
