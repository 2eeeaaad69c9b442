import type { RecordFormat } from "./format.ts";
import { printableJson } from "./printable.ts";
import { pickPaths } from "./value.ts";

type JsonOptions = { readonly fields: readonly string[] | undefined };

/** `{ "result": […], "report": {…} }`, with one record per line; what follows `result` is up to the caller. */
export function createJsonFormat({ fields }: JsonOptions): RecordFormat {
  let lead = '{"result": [\n';
  return {
    records(items) {
      return items
        .map((item) => {
          const text = lead + toJsonLine(item, fields);
          lead = ",\n";
          return text;
        })
        .join("");
    },
    end(members) {
      const opening = lead.startsWith("{") ? lead : "\n";
      const others = Object.entries(members).map(
        ([name, value]) => `,\n${JSON.stringify(name)}: ${printableJson(JSON.stringify(value))}`,
      );
      return `${opening}]${others.join("")}}\n`;
    },
  };
}

/** One record per line. */
export function createNdjsonFormat({ fields }: JsonOptions): RecordFormat {
  return {
    records: (items) => items.map((item) => `${toJsonLine(item, fields)}\n`).join(""),
    end: () => "",
  };
}

/** One value, indented. */
export function toPrettyJson(value: unknown): string {
  return `${printableJson(JSON.stringify(value, null, 2))}\n`;
}

export function toJsonLine(item: object, fields: readonly string[] | undefined): string {
  return toCompactJson(fields ? pickPaths(item, fields) : item);
}

/** One value, on one line. */
export function toCompactJson(value: unknown): string {
  return printableJson(JSON.stringify(value));
}
