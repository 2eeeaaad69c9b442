import { schemas } from "@mdmkit/jamf-pro/schemas";
import { blankOf } from "../../engine/document/blank.ts";
import type { Row } from "../../engine/records/values.ts";
import * as names from "../../fleet/names.ts";

const numbered = (all: readonly string[]) => all.map((name, index) => ({ id: String(index + 1), name }));

/** What the account has besides devices and people. */
export const sites = numbered([
  "Headquarters",
  "Field offices",
  ...names.cities.map((city) => `${city} office`),
  ...names.departments,
]);

/** The site of an id; -1 stands for no site. */
export function siteOf(id: unknown): { id: string; name: string } {
  return sites.find((site) => site.id === id) ?? { id: "-1", name: "None" };
}

export const departments = numbered(names.departments);

export const buildings = numbered(names.cities).map(({ id, name }) => ({
  ...blankOf(schemas.Building, schemas),
  id,
  name,
  city: name,
}));

/** The id of a department or building by its name. */
export function idByName(rows: typeof departments, name: string): string {
  return rows.find((row) => row.name === name)?.id ?? "";
}

export type Group = Row & {
  id: string;
  name: string;
  description: string;
  smart: boolean;
  criteria?: readonly Row[];
};

/** A group as the record of a member has it, beside the property that marks a smart one. */
export const membershipIn = ({ id, name, description }: Row): Row => ({
  groupId: id,
  groupName: name,
  groupDescription: description,
});

/** Criteria that must all be met. */
const criteria = (...rows: readonly (readonly [name: string, searchType: string, value: string])[]): Row[] =>
  rows.map(([name, searchType, value], priority) => ({ name, priority, andOr: "and", searchType, value }));

export const computerGroups: readonly Group[] = [
  {
    id: "1",
    name: "All Managed Clients",
    description: "",
    smart: true,
    criteria: criteria(["Managed", "is", "Managed"]),
  },
  {
    id: "2",
    name: "Laptops",
    description: "By model",
    smart: true,
    criteria: criteria(["Model", "like", "MacBook"]),
  },
  { id: "3", name: "Loan pool", description: "Handed out at the desk", smart: false },
];

export const mobileGroups: readonly Group[] = [
  {
    id: "1",
    name: "All Managed iPads",
    description: "",
    smart: true,
    criteria: criteria(["Managed", "is", "Managed"], ["Model", "like", "iPad"]),
  },
  {
    id: "2",
    name: "All Managed iPhones",
    description: "",
    smart: true,
    criteria: criteria(["Managed", "is", "Managed"], ["Model", "not like", "iPad"]),
  },
  { id: "3", name: "Kiosks", description: "Stand in lobbies", smart: false },
];

/** Fields that customers define; `section` is where a computer shows them. */
export const computerFields = [
  { id: "1", name: "Floor", dataType: "STRING", section: "extensionAttributes" },
  { id: "2", name: "Battery cycles", dataType: "INTEGER", section: "hardware" },
  { id: "3", name: "Cost center", dataType: "STRING", section: "purchasing" },
] as const;

export const mobileFields = [
  { id: "1", name: "Floor", type: "STRING", display: "EXTENSION_ATTRIBUTES", section: "extensionAttributes" },
  { id: "2", name: "Cost center", type: "STRING", display: "PURCHASING", section: "purchasing" },
] as const;

/** As their lists have them. */
export const extensionAttributes: Readonly<Record<"computer" | "mobile", readonly Row[]>> = {
  computer: computerFields.map(({ section, ...field }) => ({
    ...field,
    inventoryDisplayType: section === "extensionAttributes" ? "EXTENSION_ATTRIBUTES" : section.toUpperCase(),
    inputType: "TEXT",
    enabled: true,
  })),
  mobile: mobileFields.map(({ id, name, type, display }) => ({
    id,
    name,
    dataType: type,
    inventoryDisplayType: display,
    inputType: "TEXT",
  })),
};
