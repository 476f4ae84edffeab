/** A process that appends facts for ever and prints the seq of each append once it is committed. Made to be killed. */
import { writeSync } from "node:fs";
import { commit, journalIn, someFacts } from "./journal.ts";

const [folder = "", seed = "1"] = process.argv.slice(2);
const journal = journalIn(folder);
const state = journal.load();
writeSync(1, `start ${journal.head()}\n`);
for (let i = 0; ; i += 1) {
  const facts = commit(journal, state, someFacts(1 + (i % 4) * (i % 5), Number(seed) * 1000 + i));
  writeSync(1, `${facts.at(-1)?.seq}\n`);
}
