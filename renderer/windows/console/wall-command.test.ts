import { expect, test } from "vitest";
import { readCommand } from "./wall-command.ts";

test.each([
  ["2.3", "2.3", ""],
  ["2.", "2", ""],
  ["12,4 kim long", "12,4", "kim long"],
  ["2.3kim", "2.3", "kim"],
  ["bản đồ", "", "bản đồ"],
  ["", "", ""],
])("%j is cell %j and search %j", (typed, where, what) => expect(readCommand(typed)).toEqual({ where, what }));
