import type { ActionRequest } from "@mdmkit/unified";
import type { Call } from "../../args/call.ts";
import type { OptionTable } from "../../args/options.ts";
import { toJsonLine } from "../../output/json.ts";
import { printable } from "../../output/printable.ts";
import { isObject } from "../../output/value.ts";
import { factsOf, writeOne } from "../../output/write-one.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";

export const WRITE_OPTIONS = {
  "dry-run": { type: "switch", summary: "send nothing; show the exact vendor requests instead" },
} as const satisfies OptionTable;

/** Prints what a write did, or would do. */
export async function writeOutcome(call: Call, outcome: object): Promise<ExitCode> {
  const { requests, ...rest }: { requests?: unknown } = outcome;
  if (!Array.isArray(requests)) {
    const { remote_data, ...record }: { remote_data?: unknown } = outcome;
    await writeOne(call, record);
    return EXIT.ok;
  }
  const facts = [
    ...factsOf(rest),
    ...requests.filter(isRequest).map((request): [string, string] => ["request", requestText(request)]),
  ];
  await writeOne(call, outcome, { facts });
  const status = "status" in rest ? rest.status : undefined;
  if (status === "unsupported") return EXIT.refused;
  return status === "failed" ? EXIT.failed : EXIT.ok;
}

function requestText({ method, path, body }: ActionRequest): string {
  const sent = isObject(body) && Object.keys(body).length > 0 ? ` ${toJsonLine(body, undefined)}` : "";
  return printable(`${method} ${path}`) + sent;
}

const isRequest = (value: unknown): value is ActionRequest =>
  isObject(value) && typeof value.method === "string";
