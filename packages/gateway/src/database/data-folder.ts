import { access, constants, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { InvalidInputError } from "@mdmkit/runtime";

/** The files and folders in the data folder; each may be missing. */
const PARTS = ["lock", "key", "database"];

/** Creates the folder for its owner alone. Throws `InvalidInputError` when the folder or its content cannot be used. */
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
  EACCES: "this user cannot read and write the folder and its content",
  EPERM: "this user cannot read and write the folder and its content",
  EEXIST: "it is a file",
  ENOTDIR: "one of its parent folders is a file",
  EROFS: "its disk is read-only",
  ENOSPC: "its disk is full",
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? (code || "it cannot be created");
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}
