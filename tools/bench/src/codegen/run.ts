import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { least, measure, together, type Usage } from "./measure.ts";
import { generate, openapiTypescript, ROOT, spec, usualTools, vendorSpecs } from "./programs.ts";

/**
 * What generating costs beside the usual tools, rounds in turn, the least of each. A large document is not part of the
 * repository: give its path, such as GitHub's of the npm package `@octokit/openapi`.
 */
const ROUNDS = 3;
const large = process.argv[2] === undefined ? undefined : resolve(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), "mdmkit-bench-"));

try {
  const specs = vendorSpecs();
  const ids = specs.map(({ id }) => id);
  compare("all vendors anew : lint, bundle and types, a process each", 0.25, {
    ours: () => measure(generate(...ids, "--force"), ROOT),
    theirs: () =>
      together(specs.flatMap((one) => usualTools(one, folder)).map(({ args, cwd }) => measure(args, cwd))),
  });
  compare("nothing to do : an empty Node process", 3, {
    ours: () => measure(generate(), ROOT),
    theirs: () => measure(["-e", "0"], ROOT),
  });
  if (large !== undefined && existsSync(large)) compareLarge(large);
  else console.log("large document : skipped, give its path");
} finally {
  rmSync(folder, { recursive: true });
}

function compareLarge(document: string): void {
  const workspace = join(folder, "workspace");
  mkdirSync(workspace);
  writeFileSync(join(workspace, "pnpm-workspace.yaml"), "packages: []\n");
  const types = openapiTypescript(document, join(folder, "large.ts"));
  const theirs = () => measure(types, workspace);
  compare("large document pulled : openapi-typescript alone", 1.2, {
    ours: () => measure(spec("pull", "large", "--from", document), workspace),
    theirs,
  });
  compare("large document generated, all files : openapi-typescript alone", 1.2, {
    ours: () => measure(generate("large", "--force"), workspace),
    theirs,
  });
}

function compare(
  name: string,
  goal: number,
  { ours, theirs }: { ours: () => Usage; theirs: () => Usage },
): void {
  const runs = Array.from({ length: ROUNDS }, () => ({ ours: ours(), theirs: theirs() }));
  const [a, b] = [least(runs.map((run) => run.ours)), least(runs.map((run) => run.theirs))];
  const ratio = a.wall / b.wall;
  const figures = [a, b].map(
    ({ wall, cpu, memory }) =>
      `${wall.toFixed(0)} ms, processors ${cpu.toFixed(0)} ms, ${memory.toFixed(0)} MB`,
  );
  const verdict = `${ratio <= goal ? "ok  " : "OVER"} ${ratio.toFixed(2)} (goal ${goal}), processors ${(a.cpu / b.cpu).toFixed(2)}`;
  console.log(`${verdict}  ${name}\n     ${figures.join(" : ")}`);
}
