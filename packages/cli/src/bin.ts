#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";

// Node keeps compiled code here for the next start. It does without where the folder cannot be written.
enableCompileCache(join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "mdmkit"));
await import("./main.ts");
