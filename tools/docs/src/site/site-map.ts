import { globSync } from "node:fs";

/** The groups of the navigation, in its order. */
export const GROUPS = ["Start", "Library", "Vendors", "Gateway", "Contribute", "Reference"] as const;
export type Group = (typeof GROUPS)[number];

/** A Markdown file of the repository, and where the site has it. */
export type Source = {
  /** Its path in the repository. */
  readonly file: string;
  /** The address of its page, without slashes around it. */
  readonly slug: string;
  readonly group: Group;
  /** In place of the file's own title, which is often the name of a package. */
  readonly title?: string;
  /** Sections that become pages of their own: all, or some by title, each with its address. */
  readonly split?: "all" | Readonly<Record<string, { readonly slug: string; readonly group?: Group }>>;
};

const SOURCES: readonly Source[] = [
  { file: "docs/getting-started.md", slug: "start", group: "Start" },
  {
    file: "packages/unified/README.md",
    slug: "library",
    group: "Library",
    title: "The library",
    split: "all",
  },
  { file: "packages/sandbox/README.md", slug: "testing", group: "Library", title: "Test with fake vendors" },
  { file: "packages/cli/README.md", slug: "command-line", group: "Library", title: "The command line" },
  { file: "docs/lists.md", slug: "library/how-lists-end", group: "Library" },
  { file: "docs/groups.md", slug: "groups", group: "Library", title: "Members and criteria of groups" },
  { file: "docs/agents.md", slug: "agents", group: "Library" },
  { file: "docs/interfaces.md", slug: "interfaces", group: "Library" },
  {
    file: "packages/gateway/README.md",
    slug: "gateway",
    group: "Gateway",
    title: "The gateway",
    split: "all",
  },
  { file: "docs/fleet.md", slug: "gateway/stored-fleets", group: "Gateway" },
  { file: "SECURITY.md", slug: "security", group: "Gateway", title: "Security policy" },
  {
    file: "CONTRIBUTING.md",
    slug: "contribute",
    group: "Contribute",
    split: {
      "Add a vendor": { slug: "contribute/add-a-vendor" },
      "Terms of this project": { slug: "reference/terms", group: "Reference" },
    },
  },
  { file: "docs/write-a-vendor.md", slug: "contribute/write-a-vendor", group: "Contribute" },
  { file: "docs/releasing.md", slug: "contribute/releases", group: "Contribute" },
  { file: "docs/maintainers-day.md", slug: "contribute/maintainers-day", group: "Contribute" },
  { file: "docs/commands.md", slug: "contribute/commands", group: "Contribute" },
  { file: "ARCHITECTURE.md", slug: "contribute/architecture", group: "Contribute" },
  {
    file: "tools/codegen/README.md",
    slug: "contribute/codegen",
    group: "Contribute",
    title: "The code generator",
  },
  { file: "tools/codegen/src/lineage/README.md", slug: "contribute/lineage", group: "Contribute" },
  {
    file: "packages/runtime/README.md",
    slug: "reference/transport",
    group: "Reference",
    title: "The transport",
    split: { Errors: { slug: "reference/errors" } },
  },
  {
    file: "packages/schema-validator/README.md",
    slug: "reference/schema-validator",
    group: "Reference",
    title: "Schema validation",
  },
  { file: "packages/mcp/README.md", slug: "reference/mcp", group: "Reference", title: "Tools for agents" },
  { file: "docs/coverage.md", slug: "reference/coverage", group: "Reference", title: "Coverage in tables" },
  { file: "docs/unset-values.md", slug: "reference/unset-values", group: "Reference" },
  { file: "docs/benchmarks.md", slug: "reference/benchmarks", group: "Reference" },
  { file: "docs/documents.md", slug: "reference/documents", group: "Reference" },
  { file: "docs/requests.md", slug: "reference/requests", group: "Reference" },
  { file: "docs/vendors.md", slug: "reference/vendors", group: "Reference" },
  { file: "docs/model-proposal.md", slug: "reference/model-proposal", group: "Reference" },
  { file: "findings/README.md", slug: "reference/findings", group: "Reference" },
];

/** Every file that the site shows. Pages in `docs/` that have no place here yet come last. */
export function sourcesOf(root: string, vendors: readonly { id: string; name: string }[]): Source[] {
  const placed = new Set(SOURCES.map(({ file }) => file));
  const others = globSync("docs/*.md", { cwd: root })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !placed.has(file))
    .sort();
  return [
    ...SOURCES,
    ...vendors.map(
      ({ id, name }): Source => ({
        file: `packages/${id}/README.md`,
        slug: `vendors/${id}`,
        group: "Vendors",
        title: name,
      }),
    ),
    ...others.map(
      (file): Source => ({
        file,
        slug: `reference/${file.replace(/^docs\/|\.md$/g, "")}`,
        group: "Reference",
      }),
    ),
  ];
}
