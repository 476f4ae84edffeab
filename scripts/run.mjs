import { resolve } from "node:path";
import { become, bootstrap, root } from "./bootstrap.mjs";

// node scripts/run.mjs FILE [argument …]: installs what is missing, then runs FILE under the pinned Node 24.
const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: node scripts/run.mjs FILE [argument …]");
  process.exit(2);
}
const node = bootstrap();
process.chdir(root);
become(node, resolve(root, file), args);
