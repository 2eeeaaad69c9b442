import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RequestCounts } from "@mdmkit/bench/requests";
import type { VendorCoverage } from "../read-coverage.ts";
import { buildPages, type Page } from "./build-pages.ts";
import { type Explorer, explorerOf } from "./explorer.ts";
import { modelPages } from "./model-pages.ts";
import { readVendor } from "./read-vendor.ts";
import { GROUPS, sourcesOf } from "./site-map.ts";
import { aroundVendor, fieldsPage, operationsPage } from "./vendor-pages.ts";

export type Site = {
  readonly pages: readonly Page[];
  readonly explorer: Explorer;
  /** The navigation: groups with their pages. */
  readonly sidebar: readonly { readonly label: string; readonly items: readonly SidebarItem[] }[];
};

type SidebarLink = { readonly label: string; readonly link: string };
type SidebarItem =
  | SidebarLink
  | { readonly label: string; readonly collapsed: true; readonly items: readonly SidebarLink[] };

/** Everything that the site shows, from the files of the repository; throws where a link or a section is missing. */
export async function buildSite(root: string): Promise<Site> {
  const json = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8"));
  const coverage: { readonly vendors: readonly VendorCoverage[] } = json("docs/coverage.json");
  const requests: RequestCounts = json("docs/requests.json");
  const vendors = await Promise.all(
    coverage.vendors.map(async (one) => ({ coverage: one, facts: await readVendor(root, one) })),
  );
  const generated = [
    ...vendors.flatMap((one) => [fieldsPage(one), operationsPage(one)]),
    ...modelPages(coverage.vendors),
  ];
  const pages = buildPages(root, sourcesOf(root, coverage.vendors), generated, (slug) => {
    const vendor = vendors.find(({ facts: { id } }) => slug === `vendors/${id}`);
    return vendor && aroundVendor(vendor, vendors, requests);
  });
  return { pages, explorer: explorerOf(vendors), sidebar: sidebarOf(pages) };
}

/** Pages that are written for the site alone, and where they stand. */
const OWN_PAGES: Readonly<Record<string, readonly SidebarLink[]>> = {
  Start: [
    { label: "Coverage explorer", link: "/coverage/" },
    { label: "Playground", link: "/playground/" },
    { label: "A report of a fleet", link: "/report/" },
  ],
  Reference: [{ label: "HTTP API", link: "/api/" }],
};

function sidebarOf(pages: readonly Page[]): Site["sidebar"] {
  return GROUPS.map((group) => ({
    label: group,
    items: [
      ...pages
        .filter((page) => page.group === group && page.parent === undefined)
        .map((page) => sidebarItem(page, pages)),
      ...(OWN_PAGES[group] ?? []),
    ],
  }));
}

function sidebarItem({ title, slug }: Page, pages: readonly Page[]): SidebarItem {
  const below = pages.filter((page) => page.parent === slug);
  if (below.length === 0) return { label: title, link: `/${slug}/` };
  const links = below.map((page) => ({ label: page.label ?? page.title, link: `/${page.slug}/` }));
  return { label: title, collapsed: true, items: [{ label: "Overview", link: `/${slug}/` }, ...links] };
}
