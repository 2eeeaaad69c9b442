import { bundles, kilobytes } from "./size/bundle.ts";

let exceeded = false;
for (const { name, budget, zipped, minified } of await bundles()) {
  const isOver = zipped > budget;
  exceeded ||= isOver;
  console.log(
    `${isOver ? "✗" : "✓"} ${name}: ${kilobytes(zipped)} of ${kilobytes(budget)} kB (${kilobytes(minified)} minified)`,
  );
}
if (exceeded) process.exitCode = 1;
