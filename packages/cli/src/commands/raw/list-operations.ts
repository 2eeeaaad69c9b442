import { loadDocument } from "@mdmkit/unified/vendors";
import { defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { writeRows } from "../../output/write-result.ts";
import { EXIT } from "../../process/exit-code.ts";
import { candidateVendors } from "./documents.ts";

const OPTIONS = {
  search: {
    type: "text",
    value: "TEXT",
    summary: "only operations whose name, path or summary has all these words",
  },
} as const satisfies OptionTable;

/** `mdmkit raw`: what `mdmkit raw OPERATION` can call. */
export const listOperationsCommand = defineCommand({
  name: "raw",
  summary:
    "Lists the operations of a vendor's own API, also those that the unified commands do not use. Needs no credentials.",
  options: OPTIONS,
  notes: [
    "`mdmkit raw OPERATION --help` describes one, `mdmkit raw OPERATION NAME=VALUE` calls it.",
    "SAFETY is read, write or destructive; destructive operations must be confirmed.",
  ],
  examples: [
    "mdmkit raw --vendor jamf-pro",
    'mdmkit raw --vendor jumpcloud --search "user group"',
    "mdmkit raw systems_list limit=3 --sandbox",
  ],
  async run(call, { values }) {
    const words = (values.search ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    const vendors = await candidateVendors(call);
    const documents = await Promise.all(
      vendors.map(async ({ id }) => ({ id, operations: (await loadDocument(id)).operations })),
    );
    const found = documents.flatMap(({ id, operations }) =>
      Object.entries(operations).flatMap(
        ([operation, { method, path, safety, summary = "", ...description }]) => {
          const text = `${operation} ${method} ${path} ${summary}`.toLowerCase();
          if (!words.every((word) => text.includes(word))) return [];
          const { confidence, permission, deprecated } = description;
          return [
            {
              vendor: id,
              operation,
              method,
              path,
              safety,
              confidence,
              permission,
              deprecated,
              description: summary,
            },
          ];
        },
      ),
    );
    const several = vendors.length > 1;
    const rows = found.map(({ vendor, operation, method, safety, description }) => ({
      ...(several && { vendor }),
      operation,
      method,
      safety,
      description,
    }));
    await writeRows(call, { rows, json: found });
    await call.info(`${found.length} operations`);
    return EXIT.ok;
  },
});
