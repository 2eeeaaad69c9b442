import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const PACKAGE = join(import.meta.dirname, "../..");
const REPOSITORY = join(PACKAGE, "../..");
/** Milliseconds a test may take that starts compilers and test runners, also on a busy machine. */
export const ROOM = 240_000;

const CONDITIONS = ["--conditions=@mdmkit/source"];

/** The blocks of a language in a Markdown page. */
export function codeBlocks(page: string, language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(
    ([, code = ""]) => code,
  );
}

/** A project of somebody who installed the packages, in a folder of its own. */
export async function createConsumerProject() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "mdmkit-consumer-")));
  for (const name of ["@mdmkit/sandbox", "@mdmkit/runtime", "@types/node", "vitest", "typescript"]) {
    await link(name, join(PACKAGE, "node_modules", name));
  }
  await link("@mdmkit/unified", PACKAGE);
  await write("package.json", JSON.stringify({ type: "module" }));
  await write(
    "tsconfig.json",
    JSON.stringify({
      extends: join(REPOSITORY, "tools/tsconfig/base.json"),
      compilerOptions: { types: ["node"], noUnusedLocals: false },
      include: ["src"],
    }),
  );

  async function link(name: string, target: string): Promise<void> {
    const path = join(folder, "node_modules", name);
    await mkdir(dirname(path), { recursive: true });
    await symlink(await realpath(target), path, "junction");
  }

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }

  /** Runs Node in the folder; throws with what it wrote when it fails. */
  async function node(...options: string[]): Promise<string> {
    const env = { PATH: process.env.PATH, NO_COLOR: "1" };
    const { stdout } = await run(process.execPath, [...CONDITIONS, ...options], { cwd: folder, env }).catch(
      (error: { stdout?: string; stderr?: string }) => {
        throw new Error(`${error.stdout}\n${error.stderr}`, { cause: error });
      },
    );
    return stdout;
  }

  return {
    write,
    node,
    typecheck: () => node("node_modules/typescript/bin/tsc", "-p", "."),
    vitest: (path: string) =>
      node(
        "node_modules/vitest/vitest.mjs",
        "run",
        "--config",
        join(REPOSITORY, "vitest.shared.ts"),
        "--root",
        ".",
        path,
      ),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
