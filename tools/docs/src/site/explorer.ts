import { fieldsOf, RESOURCES, type Reach, type Resource } from "../read-coverage.ts";
import { describeField } from "./model-pages.ts";
import type { FieldOrigin } from "./read-vendor.ts";
import type { Vendor } from "./vendor-pages.ts";

/** What the coverage explorer shows: a row for each unified field, a cell for each vendor that has it. */
export type Explorer = {
  readonly vendors: readonly { readonly id: string; readonly name: string }[];
  readonly rows: readonly Row[];
};

type Row = {
  readonly resource: Resource;
  readonly field: string;
  readonly description: string;
  /** Whether vendors offer different methods for it. */
  readonly differs: boolean;
  readonly cells: Readonly<Record<string, Cell>>;
};

type Cell = FieldOrigin & {
  /** What its symbols stand for, in words. */
  readonly list: "all" | "some" | "none";
  readonly get: boolean;
};

export function explorerOf(vendors: readonly Vendor[]): Explorer {
  const rows = RESOURCES.flatMap((resource) =>
    fieldsOf(resource).map((field): Row => {
      const cells = vendors.flatMap(({ facts: { id, origins } }): [string, Cell][] => {
        const origin = origins[resource]?.[field];
        return origin ? [[id, { ...origin, ...methodsOf(origin.read) }]] : [];
      });
      const kinds = new Set(cells.map(([, { list, get, updates }]) => `${list} ${get} ${updates}`));
      const differs = kinds.size > 1 || (cells.length > 0 && cells.length < vendors.length);
      const { description } = describeField(resource, field);
      return { resource, field, description, differs, cells: Object.fromEntries(cells) };
    }),
  );
  return { vendors: vendors.map(({ facts: { id, name } }) => ({ id, name })), rows };
}

function methodsOf(read: Reach | undefined): Pick<Cell, "list" | "get"> {
  if (!read) return { list: "none", get: false };
  return { list: read === "get" ? "none" : read === "list and get" ? "all" : "some", get: true };
}
