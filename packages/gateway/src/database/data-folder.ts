import { access, constants, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { InvalidInputError } from "@mdmkit/runtime";

/** What the gateway keeps in its data folder; each may be missing. */
const PARTS = ["lock", "key", "database"];

/** Makes the folder, for its owner alone; throws `InvalidInputError` when it, or what is in it, cannot be used. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    for (const part of PARTS)
      await access(join(folder, part), constants.R_OK | constants.W_OK).catch(ignoreMissing);
  } catch (error) {
    throw new InvalidInputError(
      `The data folder ${folder} cannot be used: ${reasonOf(error)}. Choose another.`,
    );
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not read and write it and what is in it",
  EPERM: "this user may not read and write it and what is in it",
  EEXIST: "it is a file",
  ENOTDIR: "what should be a folder above it is a file",
  EROFS: "its disk is read-only",
  ENOSPC: "its disk is full",
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? (code || "it cannot be made");
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}
