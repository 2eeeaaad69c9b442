import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { problemAt } from "../../workspace/problem.ts";

const run = promisify(execFile);
const LARGEST = 256 * 1024 * 1024;

/** Reads a file from a commit, branch or tag. Throws if either does not exist. */
export async function readAtRevision(root: string, revision: string, path: string): Promise<string> {
  await git(root, ["rev-parse", "--is-inside-work-tree"], {
    file: path,
    message: "this folder is not under git, so there is no earlier version to compare with",
    fix: "Set --from to a file.",
  });
  const commit = await git(
    root,
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`],
    {
      file: path,
      message: `${revision} is neither a file nor a commit, branch or tag`,
      fix: "Use a revision of `git log` or `git tag`.",
    },
  );
  return git(root, ["show", `${commit.trim()}:./${path}`], {
    file: path,
    message: `${revision} does not have the file`,
    fix: "Choose a later commit, or set --from to a file.",
  });
}

type Failure = { readonly file: string; readonly message: string; readonly fix: string };

async function git(root: string, args: readonly string[], failure: Failure): Promise<string> {
  try {
    const { stdout } = await run("git", ["-C", root, ...args], { maxBuffer: LARGEST });
    return stdout;
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const { file, message, fix } = isMissing
      ? { ...failure, message: "git is not installed", fix: "Install it, or set --from to a file." }
      : failure;
    throw problemAt(file, message, fix);
  }
}
