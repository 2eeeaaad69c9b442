import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, link, readFile, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InvalidInputError } from "@mdmkit/runtime";
import { KEY_BYTES, type Keys, parseKeys } from "./keys.ts";

const FILE = "key";
const OTHER_USERS = 0o077;

export const keyFileIn = (folder: string): string => join(folder, FILE);

export const hasKeyFile = (folder: string): boolean => existsSync(keyFileIn(folder));

/** The keys in the key file of a folder; undefined when there is no file. Throws for a file that other users can read. */
export async function readKeyFile(folder: string): Promise<Keys | undefined> {
  const path = keyFileIn(folder);
  const text = await readFile(path, "utf8").catch(ignoreMissing);
  if (text === undefined) return undefined;
  const { mode } = await stat(path);
  if (process.platform !== "win32" && mode & OTHER_USERS) {
    throw new InvalidInputError(
      `The key file ${path} is readable by other users. Run \`chmod 600 ${path}\`.`,
    );
  }
  return parseKeys(text, path);
}

/** Creates a key file with a new key. */
export async function createKeyFile(folder: string): Promise<Keys> {
  const text = randomBytes(KEY_BYTES).toString("base64");
  const path = keyFileIn(folder);
  const draft = `${path}.${randomBytes(4).toString("hex")}`;
  await writeFile(draft, `${text}\n`, { mode: 0o600, flag: "wx", flush: true });
  await chmod(draft, 0o600);
  try {
    await link(draft, path); // the complete file or none, and never over an existing one
  } finally {
    await unlink(draft);
  }
  return parseKeys(text, path);
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}
