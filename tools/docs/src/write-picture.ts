import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { terminalPicture } from "./terminal-picture.ts";

/** Runs `mdmkit demo` and draws what it printed, without the rows and lines that a picture has no room for. */
const root = fileURLToPath(new URL("../../..", import.meta.url));
const output = execFileSync(
  process.execPath,
  ["--conditions=@mdmkit/source", join(root, "packages/cli/src/bin.ts"), "demo"],
  {
    encoding: "utf8",
    env: { ...process.env, FORCE_COLOR: "1", COLUMNS: "110" },
    stdio: ["ignore", "pipe", "pipe"],
  },
);

const ROWS = 12;

const lines = output.split("\n");
const isAt = (line: string, start: string) => stripVTControlCharacters(line).startsWith(start);
const from = (start: string) => lines.findIndex((line) => isAt(line, start));
const [devices, platforms, end] = [from("NAME"), from("PLATFORM"), from("Try next")];
const summary = lines.slice(end).length > 0 ? lines.slice(platforms, end) : [];
const shown = [
  "$ npx mdmkit demo",
  ...lines.slice(devices, devices + ROWS + 1),
  "\u001b[2m…\u001b[22m",
  "",
  ...summary.filter((line) => !/ read in \d+ page/.test(stripVTControlCharacters(line))),
];
writeFileSync(join(root, "docs/demo.svg"), terminalPicture(shown.join("\n").trimEnd().split("\n")));
