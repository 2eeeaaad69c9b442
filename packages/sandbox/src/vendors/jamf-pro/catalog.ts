import type { Row } from "../../engine/records/values.ts";
import * as names from "../../fleet/names.ts";

/** What the account has besides devices and people. */
export const sites: readonly Row[] = [
  "Headquarters",
  "Field offices",
  ...names.cities.map((city) => `${city} office`),
  ...names.departments,
].map((name, index) => ({ id: String(index + 1), name }));

export const departments: readonly Row[] = names.departments.map((name, index) => ({
  id: String(index + 1),
  name,
}));

export const buildings: readonly Row[] = names.cities.map((name, index) => ({
  id: String(index + 1),
  name,
  streetAddress1: "",
  streetAddress2: "",
  city: name,
  stateProvince: "",
  zipPostalCode: "",
  country: "",
}));

/** The id of a department or building by its name. */
export function idByName(rows: readonly Row[], name: string): string {
  return String(rows.find((row) => row.name === name)?.id ?? "");
}

export type Group = Row & {
  id: string;
  name: string;
  description: string;
  smart: boolean;
  criteria?: readonly Row[];
};

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
