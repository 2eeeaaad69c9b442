import { isBindable } from "../../emit/emit-operations.ts";
import type { Api, ApiOperation } from "../../read/api.ts";

/** An operation that the overlay names. */
export type Renamed = { readonly path: string; readonly method: string; readonly operationId: string };

/** The vendor's name; where it cannot be that of a constant, one such as `listManagedDevices` and `getManagedDevice`. */
export function nameOf({ operations }: Api, { id, path, method }: ApiOperation): string {
  if (isBindable(id)) return id;
  const isItem = /\}\/?$/.test(path);
  const segments = path.split("/").filter((segment) => segment !== "" && !segment.startsWith("{"));
  const verb = method === "GET" && !isItem ? "list" : method.toLowerCase();
  const noun = segments.at(-1) ?? "root";
  const short = verb + pascalCase(isItem ? noun.replace(/s$/, "") : noun);
  const isTaken = operations.some((operation) => operation.id === short);
  return isTaken ? verb + segments.map(pascalCase).join("") : short;
}

/** Those of some operations whose names cannot be those of constants. */
export function renamedIn(api: Api, operations: readonly (ApiOperation | undefined)[]): Renamed[] {
  const all = new Set(operations.filter((operation) => operation !== undefined && !isBindable(operation.id)));
  return [...all].flatMap((operation) =>
    operation
      ? [
          {
            path: operation.path,
            method: operation.method.toLowerCase(),
            operationId: nameOf(api, operation),
          },
        ]
      : [],
  );
}

function pascalCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
