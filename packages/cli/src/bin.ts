#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";

// Node keeps compiled code here for the next start. It does without where the folder cannot be written.
enableCompileCache(join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "mdmkit"));
const [word, ...others] = process.argv.slice(2);
if (word === "__complete") {
  const { completionLines } = await import("./completion/complete.ts");
  process.stdout.write(await completionLines(others, { env: process.env, home: homedir() }));
} else {
  await import("./main.ts");
}
