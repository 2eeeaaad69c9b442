import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const MANIFESTS = ["package.json", "{packages,tools}/*/package.json", "{site,examples}/package.json"];

/** Scripts of the root that npm runs, with the shell of the system. pnpm runs the others, in a shell of its own that knows variables. */
const RUN_BY_NPM = ["start", "test"];

/** A line for each script that cmd, the shell of Windows, cannot run. */
export function checkScripts(root: string): string[] {
  return globSync(MANIFESTS, { cwd: root }).flatMap((path) => {
    const { scripts = {} }: { scripts?: Record<string, string> } = JSON.parse(
      readFileSync(join(root, path), "utf8"),
    );
    const byNpm = path === "package.json" ? RUN_BY_NPM : [];
    return unportableScripts(scripts, byNpm).map((problem) => `${path}: ${problem}`);
  });
}

export function unportableScripts(
  scripts: Readonly<Record<string, string>>,
  byNpm: readonly string[],
): string[] {
  const byNode = Object.values(scripts).flatMap((script) =>
    [...script.matchAll(/node --run (\S+)/g)].map(([, name = ""]) => name),
  );
  return Object.entries(scripts).flatMap(([name, script]) => [
    ...([...byNpm, ...byNode].includes(name) && /(^|&& *)\w+=/.test(script)
      ? [`\`${name}\` sets a variable, and not only pnpm runs it. Call it with pnpm.`]
      : []),
    ...(/(^|&& *)[\w.]*\//.test(script)
      ? [`\`${name}\` runs a file by its path. Name the program before it, such as node.`]
      : []),
  ]);
}
