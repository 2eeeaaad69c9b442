import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { measure, median, together, type Usage } from "./measure.ts";
import { generate, openapiTypescript, ROOT, spec, usualTools, vendorSpecs } from "./programs.ts";

/**
 * What generating costs beside the usual tools, in processor time, rounds in turn. A large document is not part of the
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
  const [a, b] = [median(runs.map((run) => run.ours)), median(runs.map((run) => run.theirs))];
  const ratio = a.cpu / b.cpu;
  const figures = [a, b].map(({ cpu, memory }) => `${cpu.toFixed(0)} ms ${memory.toFixed(0)} MB`).join(" : ");
  console.log(`${ratio <= goal ? "ok  " : "OVER"} ${ratio.toFixed(2)} (goal ${goal})  ${name}  ${figures}`);
}
