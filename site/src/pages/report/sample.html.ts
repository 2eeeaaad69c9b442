import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { APIRoute } from "astro";

/** The report of made-up devices of all vendors, by the command line itself. */
export const GET: APIRoute = async () => {
  const cli = join(process.cwd(), "../packages/cli/src/bin.ts");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@mdmkit/source", cli, "report", "--sandbox", "--account", "all"],
    { maxBuffer: 2 ** 26 },
  );
  return new Response(stdout, { headers: { "content-type": "text/html; charset=utf-8" } });
};
