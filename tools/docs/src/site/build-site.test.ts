import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { buildSite, type Site } from "./build-site.ts";
import { mapLinks, sectionsOf, wrapTables } from "./markdown.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

describe("the site", () => {
  let site: Site;
  beforeAll(async () => {
    site = await buildSite(root); // throws where a file, a section or an anchor is missing that a link leads to
  });

  it("has pages for every vendor, with operations, fields and requests", () => {
    const slugs = site.pages.map(({ slug }) => slug);
    for (const { id } of site.explorer.vendors) {
      expect(slugs).toEqual(
        expect.arrayContaining([`vendors/${id}`, `vendors/${id}/fields`, `vendors/${id}/operations`]),
      );
      const page = site.pages.find(({ slug }) => slug === `vendors/${id}`);
      expect(page?.body).toMatch(/requests to list 10,000 devices \| \[\d+\]\(#requests-of-a-whole-list\)/);
    }
  });

  it("names no two entries of a group of the navigation alike", () => {
    for (const { label, items } of site.sidebar) {
      const labels = items.map((item) => item.label);
      expect([label, labels]).toEqual([label, [...new Set(labels)]]);
    }
  });

  it("leads from a file to the page that has its section", () => {
    const writes = site.pages.find(({ slug }) => slug === "start");
    expect(writes?.body).toContain("](../library/a-vendor-chosen-at-run-time/)");
  });

  it("knows the property, the operation and the line behind a field", () => {
    const row = site.explorer.rows.find(({ field }) => field === "serial_number");
    expect(row?.cells.simplemdm).toMatchObject({
      read: "list and get",
      list: "all",
      get: true,
      updates: false,
      confidence: "documented",
      mappers: [
        {
          file: "src/vendors/simplemdm/devices/map-device.ts",
          line: expect.any(Number),
          sources: [
            {
              property: "attributes.serial_number",
              operations: [
                { operation: "listDevices", property: "data[].attributes.serial_number" },
                { operation: "getDevice", property: "data.attributes.serial_number" },
              ],
            },
          ],
        },
      ],
    });
  });
});

describe("a page", () => {
  const page =
    "# Top\n\nBefore.\n\n```sh\n# no heading [no](link)\n```\n\n## One\n\n[a](b.md) `[c](d)`\n\n## Two\n";

  it("is cut at its sections, and not inside of code", () => {
    const { top, sections } = sectionsOf(page);
    expect(top).toMatchObject({ title: "Top", body: expect.stringContaining("# no heading") });
    expect(sections.map(({ title, anchor }) => [title, anchor])).toEqual([
      ["One", "one"],
      ["Two", "two"],
    ]);
  });

  it("gets new links outside of code only", () => {
    expect(mapLinks(page, () => "x")).toContain("[no](link)");
    expect(mapLinks(page, () => "x")).toContain("[a](x) `[c](d)`");
  });

  it("has tables that scroll, with a name for each column", () => {
    expect(wrapTables("| | b |  |\n| - | - | - |\n| 1 | 2 | 3 |")).toBe(
      [
        '<div class="table">',
        "",
        '| <span class="sr-only">Name</span>| b |  <span class="sr-only">Details</span>|',
        "| - | - | - |",
        "| 1 | 2 | 3 |",
        "",
        "</div>",
      ].join("\n"),
    );
  });
});
